using System.Text;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>The command that takes, checks and reads snapshots. Reading needs only a file and the keys: no platform, no network, no configuration.</summary>
public static class SnapshotCommand
{
    public const string Verb = "snapshot";

    private const int MostMatches = 50;
    private const int Found = 0;
    private const int NotFound = 1;
    private const int Misused = 2;
    private const int Refused = 3;

    private const string Usage =
        """
        Instantané hors ligne du tableau de l’Ordre.

          snapshot take --gateway ADRESSE --token-file JETON --keys CLES --to FICHIER.ordre [--council 75]
                prend un instantané par la passerelle (port gRPC), pendant qu’elle répond, et le vérifie
          snapshot verify FICHIER.ordre --keys CLES
                vérifie un instantané : signature, contenu, nombre de médecins
          snapshot find FICHIER.ordre --keys CLES RPPS
          snapshot find FICHIER.ordre --keys CLES --name "DUPONT Anne"
                cherche un médecin dans un instantané, la plateforme étant arrêtée

        CLES est le fichier des clés publiques de l’Ordre, pris à l’avance à l’adresse /attestations/keys.
        Code de sortie : 0 trouvé ou valable, 1 introuvable, 2 commande mal écrite, 3 fichier refusé, 4 instantané non pris.
        """;

    /// <summary>Writes UTF-8 whatever the machine's encoding, so that accents survive.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
    }

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        try
        {
            switch (Arguments.Read(args))
            {
                case { Words: ["take"], Keys: { } keys, Gateway: { } gateway, TokenFile: { } token, To: { } to } taking:
                    await SnapshotTaker.TakeAsync(new TakeOptions(gateway, token, TrustedKeys.Load(keys), to, taking.Council ?? ""));
                    return await VerifyAsync(to, keys, output, clock);
                case { Words: ["verify", var file], Keys: { } keys }:
                    return await VerifyAsync(file, keys, output, clock);
                case { Words: ["find", var file, var rpps], Keys: { } keys, Name: null }:
                    return await FindAsync(file, keys, entry => entry.Rpps == rpps, Doubt(rpps), output, clock);
                case { Words: ["find", var file], Keys: { } keys, Name: { } name } when Words(name) is { Count: > 0 } words:
                    return await FindAsync(file, keys, entry => entry.Matches(words), "", output, clock);
                default:
                    await error.WriteLineAsync(Usage);
                    return Misused;
            }
        }
        catch (SnapshotRefused refusal)
        {
            await error.WriteLineAsync("REFUSÉ. " + refusal.Message);
            return Refused;
        }
        catch (SnapshotNotTaken failure)
        {
            await error.WriteLineAsync(failure.Message);
            return SnapshotNotTaken.ExitCode;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Fichier illisible : {exception.Message}");
            return Refused;
        }
    }

    private static async Task<int> VerifyAsync(string path, string keyFile, TextWriter output, TimeProvider clock)
    {
        var keys = TrustedKeys.Load(keyFile);
        var file = await SnapshotFile.OpenAsync(path, keys);
        foreach (var _ in file.Entries())
        {
            // Reading to the end also checks every line.
        }

        await WriteAsync(output, SnapshotText.Head(file, keys, clock.GetUtcNow()));
        return Found;
    }

    private static async Task<int> FindAsync(
        string path, string keyFile, Func<SnapshotEntry, bool> fits, string doubt, TextWriter output, TimeProvider clock)
    {
        var keys = TrustedKeys.Load(keyFile);
        var file = await SnapshotFile.OpenAsync(path, keys);
        // The last line is checked before anything is printed.
        var (found, more) = (new List<SnapshotPhysician>(), 0);
        foreach (var entry in file.Entries().Where(fits))
        {
            if (found.Count < MostMatches)
                found.Add(entry.Read());
            else
                more++;
        }

        await WriteAsync(output, SnapshotText.Head(file, keys, clock.GetUtcNow()));
        foreach (var physician in found)
        {
            await output.WriteLineAsync();
            await WriteAsync(output, SnapshotText.Of(physician, file.Day, LegalDay.Today(clock)));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(SnapshotText.Count(file, found.Count, more));
        if (found.Count == 0 && doubt.Length > 0)
            await output.WriteLineAsync(doubt);
        return found.Count > 0 ? Found : NotFound;
    }

    /// <summary>A mistyped number must not read as "not registered".</summary>
    private static string Doubt(string rpps) => RppsNumber.IsValid(rpps)
        ? ""
        : "Ce numéro n’est pas un numéro RPPS : onze chiffres, le dernier étant une clé. Vérifiez chaque chiffre.";

    private static async Task WriteAsync(TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }

    private static List<string> Words(string name) => [.. NameKey.Of(name).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Positional words and options in any order; null when they cannot be read.</summary>
    private sealed record Arguments(string[] Words, string? Keys, string? Name, string? Gateway, string? TokenFile, string? To, string? Council)
    {
        private static readonly string[] Names = ["--keys", "--name", "--gateway", "--token-file", "--to", "--council"];

        public static Arguments Read(string[] args)
        {
            var options = new Dictionary<string, string>();
            var words = new List<string>();
            for (var i = 0; i < args.Length; i++)
            {
                if (!args[i].StartsWith("--", StringComparison.Ordinal))
                    words.Add(args[i]);
                else if (!Names.Contains(args[i]) || i + 1 == args.Length || !options.TryAdd(args[i], args[++i]))
                    return new([], null, null, null, null, null, null);
            }

            return new([.. words], Of("--keys"), Of("--name"), Of("--gateway"), Of("--token-file"), Of("--to"), Of("--council"));

            string? Of(string name) => options.GetValueOrDefault(name);
        }
    }
}
