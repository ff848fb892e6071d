using System.Globalization;

namespace OrdreCouncils.Tests.Testing;

/// <summary>An object storage of another make: the npm package s3rver, on a free loopback port, with one bucket.</summary>
public sealed class S3Server : IDisposable
{
    public const string Bucket = "documents";

    private const string Script =
        """
        const S3rver = require('s3rver'), fs = require('fs');
        new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2], configureBuckets: [{ name: 'documents' }] })
          .run((error, address) => {
            if (error) throw error;
            fs.writeFileSync(process.argv[1] + '.new', String(address.port));
            fs.renameSync(process.argv[1] + '.new', process.argv[1]);
          });
        """;

    private readonly ChildProcess process;
    private readonly DirectoryInfo folder;

    private S3Server(ChildProcess process, DirectoryInfo folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    public string Endpoint { get; }

    public string KeyFile => Path.Combine(folder.FullName, "key");

    /// <summary>Files in which the server keeps objects, with their metadata.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(folder.FullName, "objects", Bucket), "*", SearchOption.AllDirectories)];

    public static async Task<S3Server> StartAsync()
    {
        var tests = Path.Combine(Repository.Root, "tests");
        if (!Directory.Exists(Path.Combine(tests, "node_modules", "s3rver")))
            throw new InvalidOperationException("tests/node_modules lacks s3rver. ./test.sh installs it.");
        var folder = Directory.CreateTempSubdirectory("ordre-s3-");
        var port = Path.Combine(folder.FullName, "port");
        // The server's only account.
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key"), "S3RVER\n");
        var node = ChildProcess.Require("node", "nodejs");
        var process = new ChildProcess(
            folder, "/bin/sh", "-c", "cd \"$1\" && exec \"$2\" -e \"$3\" \"$4\" \"$5\"", "sh", tests, node, Script, port, Path.Combine(folder.FullName, "objects"));
        await Until.TrueAsync(() => File.Exists(port) || process.HasExited, "the object storage's port");
        return process.HasExited
            ? throw new InvalidOperationException($"The object storage ended at its start: {process.Output}")
            : new S3Server(process, folder, int.Parse(await File.ReadAllTextAsync(port), CultureInfo.InvariantCulture));
    }

    public void Dispose() => process.Dispose();
}
