using OrdreCouncils.WebConsole;

await WebConsoleHost.Build(args).RunAsync();
