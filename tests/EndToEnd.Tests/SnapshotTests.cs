using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>A council takes a snapshot through the gateway; then the platform stops, and the same command reads the snapshot.</summary>
public class SnapshotTests
{
    private const string Rpps = "10123456781";

    private static readonly string Register = string.Join('\n',
        "Type d'identifiant PP|Identifiant PP|Code civilité|Nom d'exercice|Prénom d'exercice|Code profession|Code postal (coord. structure)",
        $"8|{Rpps}|MME|ESSAI-MODÈLE|ANNE|10|75011", "");

    [Fact]
    public async Task Command_TakenThroughTheGateway_AnswersOnceThePlatformIsGone()
    {
        using var folder = new TempFolder();
        var (file, keys, token) = (Path.Combine(folder.Path, "tableau.ordre"), Path.Combine(folder.Path, "cles.json"), Path.Combine(folder.Path, "jeton"));
        string gateway;
        await using (var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink()))
        {
            gateway = platform.GrpcAddress;
            await ImportAsync(platform);
            using var http = new HttpClient { BaseAddress = new Uri(platform.HttpAddress) };
            await File.WriteAllTextAsync(keys, await http.GetStringAsync(new Uri("/attestations/keys", UriKind.Relative)));
            await File.WriteAllTextAsync(token, platform.Token(DevIdentity.Find("cdom-75")!));

            var taken = await RunAsync("take", "--gateway", gateway, "--token-file", token, "--keys", keys, "--to", file);
            var anothers = await RunAsync("take", "--gateway", gateway, "--token-file", token, "--keys", keys, "--to", file + "-13", "--council", "13");

            Assert.Equal((0, 4), (taken.Code, anothers.Code));
            Assert.Contains("Signature VALABLE", taken.Said, StringComparison.Ordinal);
            Assert.Contains("ce conseil n’est pas le vôtre", anothers.Said, StringComparison.Ordinal);
            Assert.Equal([file], Directory.GetFiles(folder.Path, "tableau*"));
        }

        var before = await File.ReadAllBytesAsync(file);
        var down = await RunAsync("take", "--gateway", gateway, "--token-file", token, "--keys", keys, "--to", file);
        var found = await RunAsync("find", file, Rpps, "--keys", keys);

        Assert.Equal((4, 0), (down.Code, found.Code));
        Assert.Contains("servez-vous de l’instantané précédent", down.Said, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.Contains("ESSAI-MODÈLE ANNE", found.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_TokenInClearToAnotherMachine_IsNotSent()
    {
        using var folder = new TempFolder();
        var keys = Path.Combine(folder.Path, "cles.json");
        await File.WriteAllTextAsync(keys, """{"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""");

        var taken = await RunAsync("take", "--gateway", "http://registre.exemple.fr:8081", "--token-file", keys, "--keys", keys, "--to", Path.Combine(folder.Path, "a"));

        Assert.Equal(4, taken.Code);
        Assert.Contains("https://", taken.Said, StringComparison.Ordinal);
    }

    private static async Task ImportAsync(LocalPlatform platform)
    {
        using var channel = BearerChannel.Open(platform.GrpcAddress, platform.Token(DevIdentity.Find("cnom-registre")!));
        using var call = new RegisterImportsService.RegisterImportsServiceClient(channel).ImportRegister();
        await call.RequestStream.WriteAsync(new ImportRegisterRequest { Header = new ImportHeader { RequestId = Guid.CreateVersion7().ToString(), FileName = "register.txt" } });
        await call.RequestStream.WriteAsync(new ImportRegisterRequest { Chunk = ByteString.CopyFrom(Encoding.UTF8.GetBytes(Register)) });
        await call.RequestStream.CompleteAsync();
        await foreach (var _ in call.ResponseStream.ReadAllAsync())
        {
            // Read the stream to its end.
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        using var said = new StringWriter();
        return (await SnapshotCommand.RunAsync(args, said, said, TimeProvider.System), said.ToString());
    }
}
