"""All SQL: what the bot remembers, one file per kind of thing, on SQLite and PostgreSQL.

database    the way in: `write(work)`, `read(work)`; `dialects` has what SQLite and PostgreSQL need
tables      the schema, of the types in `columns`; `migrations` brings a database there
papers      what a paper is, arrivals what was announced, in commit order, and batches whether
            all of it is known
channels    what a channel chose, and subscriptions what it follows; drafts what somebody is about
            to set
digests     what was picked, posts what of it is posted, messages and standing what stands where
people      who somebody is, linking by which accounts, belongings all that is kept about them
saved       what they keep, marks which reactions were taken note of, and follow_ups what they
            were told of papers they keep
progress    how far those have got who go through the arrivals
silences    who has heard nothing for long, or always gets more than is shown
spaces      what servers and workspaces chose, requests what people there want of those in charge,
            and paces how often they ask for what is costly
answers     what people were answered in the last weeks, and tastes what channels want less of
spend       what models have used up, and what is set aside for calls on their way
installations  the workspaces that let us in, each with its sealed token
"""

from bot.store.answers import Answers
from bot.store.arrivals import Arrivals
from bot.store.batches import Batches
from bot.store.belongings import Belongings
from bot.store.channels import Channels
from bot.store.database import Database
from bot.store.digests import Digests
from bot.store.drafts import Drafts
from bot.store.events import Events
from bot.store.follow_ups import FollowUps
from bot.store.imports import Imports
from bot.store.installations import Installations
from bot.store.linking import Linking
from bot.store.marks import Marks
from bot.store.messages import Messages
from bot.store.paces import Paces
from bot.store.papers import Papers
from bot.store.people import People
from bot.store.posts import Posts
from bot.store.progress import Progress
from bot.store.reports import Reports
from bot.store.requests import Requests
from bot.store.saved import Saved
from bot.store.silences import Silences
from bot.store.spaces import Spaces
from bot.store.spend import Spend
from bot.store.standing import StandingMessages
from bot.store.subscriptions import Subscriptions
from bot.store.summaries import Summaries
from bot.store.tastes import Tastes


class Store:
    """Every repository, over one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.papers = Papers(database)
        self.arrivals = Arrivals(database)
        self.batches = Batches(database)
        self.channels = Channels(database)
        self.subscriptions = Subscriptions(database)
        self.drafts = Drafts(database)
        self.people = People(database)
        self.linking = Linking(database)
        self.belongings = Belongings(database)
        self.digests = Digests(database)
        self.posts = Posts(database)
        self.messages = Messages(database)
        self.standing = StandingMessages(database)
        self.saved = Saved(database)
        self.marks = Marks(database)
        self.follow_ups = FollowUps(database)
        self.progress = Progress(database)
        self.summaries = Summaries(database)
        self.reports = Reports(database)
        self.silences = Silences(database)
        self.spaces = Spaces(database)
        self.requests = Requests(database)
        self.paces = Paces(database)
        self.spend = Spend(database)
        self.events = Events(database)
        self.imports = Imports(database)
        self.installations = Installations(database)
        self.answers = Answers(database)
        self.tastes = Tastes(database)
