using System.Text;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Imports;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Registry.Fuzz;

/// <summary>Random and damaged messages to every RPC, and damaged lines in import files.</summary>
public sealed class RegistryStormTests
{
    private const int Seed = 20260315;

    [Theory, Engines]
    public async Task Rpcs_AnyMessage_IsAnsweredAndLeavesTheAuditWhole(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN", department: "13", postalCode: "13001"));

        var counts = await RpcStorm.RunAsync(
            app.App,
            [
                .. PhysiciansReflection.Descriptor.Services, .. AttestationsReflection.Descriptor.Services,
                .. RegisterImportsReflection.Descriptor.Services, .. ApplicationsReflection.Descriptor.Services,
                .. RegistrationsReflection.Descriptor.Services, .. RestrictionsReflection.Descriptor.Services,
                .. VerificationReflection.Descriptor.Services, .. FeedReflection.Descriptor.Services, .. WatchListsReflection.Descriptor.Services,
                .. WebhooksReflection.Descriptor.Services, .. DuplicatesReflection.Descriptor.Services,
                .. WebhooksReflection.Descriptor.Services, .. SnapshotsReflection.Descriptor.Services,
                .. CivilStatusReflection.Descriptor.Services, .. DemographyReflection.Descriptor.Services,
                .. FitnessProceduresReflection.Descriptor.Services,
            ],
            ["cnam", "cdom-75", "cdom-75-president", "cnom-registre", "medecin-" + RegisterFile.Anne],
            [RegisterFile.Anne, RegisterFile.Jean, "75", "13", "SM53", "TEMOIN"],
            Storm.Cases(50_000), Seed);

        Assert.True(counts.GetValueOrDefault(StatusCode.OK) > 0 && counts.GetValueOrDefault(StatusCode.InvalidArgument) > 0, string.Join(", ", counts));
        var finding = await app.App.Database.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, []), default);
        Assert.True(finding.Intact, finding.Finding);
    }

    [Theory, Engines]
    public async Task StreamVerify_AnyItemsAmongGoodOnes_AnswersEachInItsPlace(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.VerificationAsync();
        var good = new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = RegisterFile.Anne } };
        for (var i = 0; i < Storm.Cases(2_000); i++)
        {
            var random = new Random(Seed + i);
            var messages = new RandomMessages(random, [RegisterFile.Anne, RegisterFile.Jean, "ESSAI-MODÈLE"]);
            var requests = Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => random.Next(3) == 0 ? good : (StreamVerifyRegistrationsRequest)messages.Of(StreamVerifyRegistrationsRequest.Descriptor)).ToList();
            using var call = client.StreamVerifyRegistrations();
            var reading = ReadAsync(call.ResponseStream);
            foreach (var request in requests)
                await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
            var answers = await reading.InTime();

            Assert.True(requests.Count == answers.Count, $"case {i}, seed {Seed}: {answers.Count} answers to {requests.Count}");
            foreach (var (request, answer) in requests.Zip(answers))
            {
                var fine = request == good ? answer is { Registration.Registered: true, Faults.Count: 0 } : answer.Faults.Count > 0 || answer.Rpps == request.Item.Rpps;
                Assert.True(fine, $"case {i}, seed {Seed}: {answer} to {request}");
            }
        }

        static async Task<List<VerificationAnswer>> ReadAsync(IAsyncStreamReader<StreamVerifyRegistrationsResponse> responses)
        {
            var answers = new List<VerificationAnswer>();
            await foreach (var response in responses.ReadAllAsync())
                answers.Add(response.Answer);
            return answers;
        }
    }

    [Fact]
    public void File_AnyBytesAmongGoodLines_LoseNoGoodLine()
    {
        for (var i = 0; i < Storm.Cases(100_000); i++)
        {
            var random = new Random(Seed + i);
            var (file, good) = FileWithBrokenLines(random);
            using var reader = new FileReader(new RppsPolicy(AcceptFictitious: false), RegistryApp.Today);
            var persons = new HashSet<string>();
            var chunk = random.Next(1, 400);
            for (var at = 0; at < file.Length; at += chunk)
            {
                if (reader.Feed(file.AsSpan(at, Math.Min(chunk, file.Length - at))) is { } full)
                    persons.UnionWith(full.Persons.Keys);
            }

            persons.UnionWith(reader.End().Last.Persons.Keys);

            Assert.True(persons.IsSupersetOf(good), $"case {i}, seed {Seed}: {Encoding.UTF8.GetString(file)}");
            Assert.True(reader.Lines >= good.Count && reader.Rejected + reader.Skipped <= reader.Lines, $"case {i}, seed {Seed}");
        }
    }

    [Theory, Engines]
    public async Task Import_AnyBytesAmongGoodLines_EntersTheGoodOnes(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        for (var i = 0; i < Storm.Cases(500); i++)
        {
            var (file, good) = FileWithBrokenLines(new Random(Seed + i));
            var result = await app.ImportAsync(file);

            Assert.Equal(good.Count, (await Task.WhenAll(good.Select(rpps => app.VerifyAsync(rpps)))).Count(registration => registration.Registered));
            Assert.True(result.Lines >= good.Count);
        }

        var finding = await app.App.Database.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, []), default);
        Assert.True(finding.Intact, finding.Finding);
    }

    /// <summary>A file with valid lines for two physicians and broken lines between them, and the numbers of the two.</summary>
    private static (byte[] File, HashSet<string> Good) FileWithBrokenLines(Random random)
    {
        var lines = ((byte[])new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN")).AsSpan();
        var header = lines[..(lines.IndexOf((byte)'\n') + 1)].ToArray();
        var (one, other) = (Line(new RegisterFile().Line()), Line(new RegisterFile().Line(RegisterFile.Jean, "TEMOIN", "JEAN")));
        var file = new List<byte>(header);
        foreach (var good in new[] { one, other })
        {
            for (var i = random.Next(3); i > 0; i--)
                file.AddRange(BrokenLine(random, good));
            file.AddRange(good);
        }

        return ([.. file], [RegisterFile.Anne, RegisterFile.Jean]);
    }

    private static byte[] Line(byte[] file) => file[(Array.IndexOf(file, (byte)'\n') + 1)..];

    /// <summary>A broken line, with its line end, that has neither number of the valid lines.</summary>
    private static byte[] BrokenLine(Random random, byte[] good)
    {
        var line = good[..^1];
        switch (random.Next(4))
        {
            case 0:
                line = new byte[random.Next(200)];
                random.NextBytes(line);
                break;
            case 1:
                line = line[..random.Next(line.Length)];
                break;
            case 2:
                line[random.Next(line.Length)] ^= (byte)(1 << random.Next(8));
                break;
            default:
                line = [.. line, .. line];
                break;
        }

        // A changed digit makes another number, but a line with an intact number would change a valid physician.
        var text = Encoding.Latin1.GetString(line).Replace('\n', ' ').Replace('\r', ' ');
        foreach (var rpps in new[] { RegisterFile.Anne, RegisterFile.Jean })
            text = text.Replace(rpps, "1012345678", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text + "\n");
    }
}
