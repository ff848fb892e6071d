using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>The command that copies an audit log and verifies a copy: it needs no platform, no network and no configuration.</summary>
public static class AuditCommand
{
    public const string Verb = "audit";

    private const int Intact = 0;
    private const int Broken = 1;
    private const int Misused = 2;
    private const int Unreadable = 3;

    private const string Usage =
        """
        usage:
          audit copy ENGINE CONNECTION FILE
                copies the audit log of a store (ENGINE: Sqlite or PostgreSql, CONNECTION: its connection string) into a new SQLite file
          audit verify FILE SERVICE --checkpoints FOLDER --key PEM [--key PEM]
                verifies a copy against the signed checkpoints of SERVICE (its name as in /health) in FOLDER;
                PEM is a public key (openssl ec -in key.pem -pubout)

        exit code: 0 intact, 1 broken, 2 wrong command, 3 unreadable file
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            switch (args)
            {
                case ["copy", var engine, var connection, var file] when Enum.TryParse<SqlEngine>(engine, out var kind) && !File.Exists(file):
                    var store = new Database(Options.Create(new DatabaseOptions { Engine = kind, ConnectionString = connection }));
                    await using (store)
                    await using (await AuditCopy.CreateAsync(store, file, CancellationToken.None))
                        await output.WriteLineAsync($"Copied to {file}.");
                    return Intact;
                case ["verify", var file, var service, "--checkpoints", var folder, .. var keys]
                    when PemFiles(keys) is { Count: > 0 } pems && File.Exists(file):
                    return await VerifyAsync(file, service, folder, pems, output, error);
                default:
                    await error.WriteLineAsync(Usage);
                    return Misused;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync(exception.Message);
            return Unreadable;
        }
    }

    private static async Task<int> VerifyAsync(string file, string service, string folder, List<string> pems, TextWriter output, TextWriter error)
    {
        var keys = new List<ECDsa>();
        try
        {
            foreach (var pem in pems)
            {
                if (EcKeyFile.TryLoad(pem) is not { } key)
                {
                    await error.WriteLineAsync($"{pem} is no PEM file of an EC P-256 key.");
                    return Unreadable;
                }

                keys.Add(key);
            }

            var marks = new List<AuditMark>();
            foreach (var jws in CheckpointFolder.Read(folder, service))
            {
                if (await Checkpoint.ReadAsync(jws, service, keys) is not { } mark)
                {
                    await output.WriteLineAsync($"BROKEN. A checkpoint of {service} in {folder} is not signed by these keys.");
                    return Broken;
                }

                marks.Add(mark);
            }

            await using var copy = new Database(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file};Mode=ReadOnly" }));
            var finding = await copy.SnapshotAsync(
                sql => AuditVerifier.VerifyAsync(sql, marks, purge => purge.IsSignedAsync(service, keys)), CancellationToken.None);
            await output.WriteLineAsync(finding.Intact
                ? $"INTACT. {finding.Entries} entries, {marks.Count} signed checkpoints, the last one of entry "
                    + $"{marks.Select(mark => mark.Sequence).DefaultIfEmpty().Max()}."
                : $"BROKEN. {finding.Finding}");
            return finding.Intact ? Intact : Broken;
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    private static List<string>? PemFiles(string[] keys) =>
        keys.Length % 2 == 0 && keys.Where((_, at) => at % 2 == 0).All(word => word == "--key") ? [.. keys.Where((_, at) => at % 2 == 1)] : null;
}
