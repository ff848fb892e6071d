using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The secret texts are stored encrypted only, and each is bound to its aid request.</summary>
public class SecretsTests
{
    private const string PlainTitle = "Enveloppe-temoin-en-clair";

    [Theory, Engines]
    public async Task Store_AfterWholeFiles_HoldsNoSecretText(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            await GrantRefuseAndReadAsync(app);
            await HoldsNoSecretAsync(app);
            Assert.DoesNotContain(app.Service.Logs.All, line => RawStore.Secrets.Append(Requests.Rpps).Any(line.Contains));
        }

        // The stop wrote the access log, and on SQLite moved the write-ahead log into the file.
        await using var again = await MutualAidApp.StartAsync(store);
        await HoldsNoSecretAsync(again);
    }

    [Theory, Engines]
    public async Task RequestDigests_OfSecretTexts_CannotBeFoundByTrying(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var submit = Requests.Submit();
        var instruct = Requests.Instruct(await app.SubmitAsync(submit), await app.OpenEnvelopeAsync(1_000_00));
        var instructed = (await (await app.AidAsync(MutualAidApp.Instructor)).InstructAidRequestAsync(instruct)).AidRequest;
        var refuse = Requests.Refuse(instructed);
        var approver = await app.AidAsync(MutualAidApp.Approver);
        await approver.RefuseAidRequestAsync(refuse);

        foreach (var message in new IMessage[] { submit, instruct, refuse })
            Assert.Equal(0, await app.CountAsync($"requests where body_hash = '{Convert.ToHexStringLower(SHA256.HashData(message.ToByteArray()))}'"));
        // Control: the same hash finds a request without secrets.
        var open = Requests.Open(title: PlainTitle);
        await (await app.MoneyAsync(MutualAidApp.Treasurer)).OpenEnvelopeAsync(open);
        Assert.Equal(1, await app.CountAsync($"requests where body_hash = '{Convert.ToHexStringLower(SHA256.HashData(open.ToByteArray()))}'"));
    }

    [Theory]
    [Engines("sealed = (select sealed from aid_request_details where request_id = @donor and kind = 'health') where request_id = @victim and kind = 'health'")]
    [Engines("sealed = (select sealed from aid_request_details where request_id = @victim and kind = 'family') where request_id = @victim and kind = 'health'")]
    public async Task GetAidRequest_SealedTextMoved_FailsWithoutTellingIt(SqlEngine engine, string edit)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var donor = await app.SubmitAsync();
        var victim = await app.SubmitAsync();
        await app.ExecuteAsync($"update aid_request_details set {edit}", new { donor = donor.Id, victim = victim.Id });

        await FailsSilentlyAsync(app, victim);
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        Assert.Equal(Requests.Health, (await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = donor.Id })).Details.Health);
    }

    [Theory, Engines]
    public async Task GetAidRequest_OpinionMoved_FailsWithoutTellingIt(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var donor = await app.InstructedAsync(envelope, 100);
        var victim = await app.InstructedAsync(envelope, 100);
        await app.ExecuteAsync(
            "update aid_instructions set sealed_opinion = (select sealed_opinion from aid_instructions where request_id = @donor) where request_id = @victim",
            new { donor = donor.Id, victim = victim.Id });

        await FailsSilentlyAsync(app, victim);
    }

    [Theory]
    [Engines("rpps = '" + Requests.OtherRpps + "'")]
    [Engines("sealed_nature = (select other.sealed_nature from aid_requests other where other.id <> aid_requests.id)")]
    [Engines("submitted_by = 'cnom-entraide'")]
    public async Task GetAidRequest_PersonRelationOrFilerChangedInTheRow_FailsWithoutTellingTheTexts(SqlEngine engine, string edit)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child));
        var request = await app.SubmitAsync();

        await app.ExecuteAsync($"update aid_requests set {edit} where id = @id", new { id = request.Id });

        await FailsSilentlyAsync(app, request);
    }

    [Theory, Engines]
    public async Task GetAidRequest_ProposalOfARowWithAnotherPerson_FailsWithoutTellingTheTexts(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var request = await app.InstructedAsync(await app.OpenEnvelopeAsync(1_000_00), 100);

        await app.ExecuteAsync("delete from aid_request_details where request_id = @id", new { id = request.Id });
        await app.ExecuteAsync($"update aid_requests set rpps = '{Requests.OtherRpps}' where id = @id", new { id = request.Id });

        await FailsSilentlyAsync(app, request);
    }

    [Theory, Engines]
    public async Task GetAidRequest_TextOfAnEarlierRelease_IsStillRead(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var sealer = app.Service.Host.Services.GetRequiredService<Sealer>();
        await app.ExecuteAsync(
            "update aid_request_details set sealed = @earlier where request_id = @id and kind = 'health'",
            new { id = request.Id, earlier = sealer.Seal(SealPurposes.Health, request.Id, "Avant.") });

        var read = await (await app.AidAsync(MutualAidApp.Instructor)).GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
        Assert.Equal("Avant.", read.Details.Health);
    }

    [Theory, Engines]
    public async Task GetAidRequest_MarkOfABoundTextRemoved_Fails(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var request = await app.SubmitAsync();
        var bound = await app.Service.Database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<byte[]>(
                "select sealed from aid_request_details where request_id = @id and kind = 'health'", new { id = request.Id }),
            default);
        await app.ExecuteAsync(
            "update aid_request_details set sealed = @cut where request_id = @id and kind = 'health'", new { id = request.Id, cut = bound![1..] });

        await FailsSilentlyAsync(app, request);
    }

    private static async Task FailsSilentlyAsync(MutualAidApp app, AidRequest request)
    {
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        var failure = await Faults.FailsAsync(StatusCode.Internal, instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id }));

        Assert.Equal(Reasons.Unexpected, failure.Reason());
        Assert.DoesNotContain(RawStore.Secrets, failure.ToString().Contains);
        Assert.Contains(app.Service.Logs.Errors, line => line.Contains("does not open for record", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Service.Logs.All, line => RawStore.Secrets.Any(line.Contains));
    }

    /// <summary>Grants, refuses and reads requests, so that every table that could hold a secret text has rows.</summary>
    private static async Task GrantRefuseAndReadAsync(MutualAidApp app)
    {
        var envelope = await app.OpenEnvelopeAsync(1_000_00, PlainTitle);
        var (referent, approver) = (await app.AidAsync(MutualAidApp.Referent), await app.AidAsync(MutualAidApp.Approver));
        var granted = await app.InstructedAsync(envelope, 100);
        await approver.ApproveAidRequestAsync(Requests.Approve(granted));
        var refused = await app.InstructedAsync(envelope, 100);
        await approver.RefuseAidRequestAsync(Requests.Refuse(refused));
        foreach (var client in new[] { referent, approver })
        {
            var read = await client.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = refused.Id });
            Assert.Equal((Requests.Health, Requests.RefusalReason), (read.Details.Health, read.RefusalReason));
        }
    }

    private static async Task HoldsNoSecretAsync(MutualAidApp app)
    {
        Assert.Empty(await RawStore.FindAsync(app.Service, RawStore.Secrets));
        // Control: the same search finds a text that is stored in clear.
        Assert.NotEmpty(await RawStore.FindAsync(app.Service, [PlainTitle]));
    }
}
