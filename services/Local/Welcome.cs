using OrdreCouncils.Development.Identity;
using Spectre.Console;

namespace OrdreCouncils.Local;

/// <summary>Prints the addresses, and a first call to copy.</summary>
internal static class Welcome
{
    public static void Print(LocalPlatform platform, TimeSpan started)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("what", "where");
        table.AddRow("console", $"{platform.ConsoleAddress}   (entraide: {platform.AidConsoleAddress})");
        table.AddRow("gRPC", $"{platform.GrpcAddress}   (TLS: {platform.TlsAddress})");
        table.AddRow("communiqués", $"{platform.HttpAddress}/communiques   feed: /communiques/feed.atom");
        table.AddRow("public search", $"{platform.HttpAddress}/medecins");
        table.AddRow("health", $"{platform.HttpAddress}/health");
        table.AddRow("development tokens", $"POST {platform.HttpAddress}/dev/token   identities: GET /dev/identities");
        table.AddRow("sign-in of consoles", $"{platform.IdentityAddress}   sign out everywhere: /dev/logout");
        table.AddRow("movable clock", $"POST {platform.HttpAddress}/dev/clock   days=N");
        table.AddRow("data", platform.DataFolder);
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Ready in {started.TotalSeconds:0.0} s. A token to begin with:");
        AnsiConsole.WriteLine(
            $"  curl -d grant_type=client_credentials -d client_id=cnam -d client_secret={DevTokens.Secret} {platform.HttpAddress}/dev/token");
        AnsiConsole.WriteLine("Ctrl+C stops.");
    }
}
