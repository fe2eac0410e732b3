# The pages in a browser through which a workspace installs the app.

slack-doors-installed-title = Paperboy is in { $name }
slack-doors-installed = You can close this page. In Slack, open a channel and type /invite @Paperboy; { TYPE("help") } says what it can do there.
slack-doors-declined-title = Nothing was installed
slack-doors-declined = You or Slack said no. Nothing has changed; you can begin again at any time.
slack-doors-stale-title = Please begin again
slack-doors-stale = This page works once, within ten minutes, and in the browser in which you began.
slack-doors-failed-title = Slack gave no access
slack-doors-failed = Slack did not let the installation end. Nothing has changed. Please begin again; if that does not help, tell whoever runs this bot.
slack-doors-again = Install Paperboy in Slack

# What keeps messages out of a workspace.

slack-doors-uninstalled = The app is no longer installed in that workspace. Whoever may install apps there can bring it back.
slack-doors-locked = I cannot open my own access to that workspace. Whoever may install apps there can install me again; everything else is still there.

# What the operator hears who has it examined.

slack-doors-count = { $count ->
    [0] No workspace has installed the app yet
    [one] One workspace has installed the app
   *[other] { $count } workspaces have installed the app
}; people do so at { $address }.
slack-doors-locked-names = The key of these is lost, so they have to install the app again: { $names }. If you still have the old key, put it behind the new one.
slack-doors-refused = Slack refuses the token of { $name } ({ $error }): it has to install the app again.
