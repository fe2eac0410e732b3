# What is wrong with a record of an imported file.

record-cut = the file ends in the middle of this record; it was cut short or is damaged
record-packed = from here on the file cannot be unpacked, it is damaged: { $reason }
record-long = too long to be the record of one paper

## JSON lines

record-no-json = this line is not JSON
record-no-object = this line is not a JSON object
record-nameless = neither an id nor a title
record-id = “{ $id }” is not an arXiv id
record-field = { $reason }

## XML

record-no-xml = this record is not XML: { $reason }
record-unclosed = this record was begun and never ended
record-no-text = some of this record is not in the encoding that the file says it has
record-encoding = the file says that it is in the encoding { $name }, which arXiv never sent
record-unread = a record of OAI-PMH without a day or a title, or in another form than arXivRaw, arXiv and oai_dc
record-unlisted = an entry of a feed without a day or an announce type that arXiv has
record-refused = arXiv’s answer is an error and no paper: { $reason }
record-foreign = no record of a paper in all of this XML; it begins with <{ $name }>
