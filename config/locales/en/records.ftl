# What is wrong with a record of an imported file.

record-cut = the file ends in the middle of this record; it was cut short or is damaged
record-no-json = this line is not JSON
record-no-object = this line is not a JSON object
record-nameless = neither an id nor a title
record-id = “{ $id }” is not an arXiv id
record-field = { $reason }
