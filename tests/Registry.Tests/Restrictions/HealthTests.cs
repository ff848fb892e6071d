using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.SuspensionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>What tells the kind of a suspension: the president of the council reads it at its own desk, and the store does not tell it.</summary>
public sealed class HealthTests
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly DateOnly Lifted = Today.AddDays(300);

    private static readonly Dictionary<string, Func<RestrictionsService.RestrictionsServiceClient, Suspension, AsyncUnaryCall<IMessage>>> Calls = new()
    {
        ["ListSuspensionDetails"] = (client, suspension) => Any(client.ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = suspension.Rpps })),
        ["GetSuspensionGround"] = (client, suspension) =>
            Any(client.GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = suspension.SuspensionId })),
        ["GetHealthGround"] = (client, suspension) => Any(client.GetHealthGroundAsync(new GetHealthGroundRequest { SuspensionId = suspension.SuspensionId })),
        ["RenewSuspension"] = (client, suspension) => Any(client.RenewSuspensionAsync(Renew(suspension, Today.AddDays(179)))),
        ["LiftSuspension"] = (client, suspension) => Any(client.LiftSuspensionAsync(Lift(suspension, Today))),
    };

    [Theory, OneEngine]
    public async Task Calls_ThatTellTheKind_AreTheCouncilsPresidentsAtTheDeskOfHealth(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var president = await app.RestrictionsAsync("cdom-75-president");
        var suspension = (await president.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        foreach (var (name, call) in Calls)
        {
            foreach (var refused in new[]
            {
                "cdom-75", "cdom-75-president", "cdom-75-president@register_and_discipline", "cdom-75-president@mutual_aid", "cdom-75@practitioner_health",
                "cnom-registre", "cnom-registre@practitioner_health", "cnom-discipline", "cnom-audit", "cdom-75-entraide", "cnam", "svc-discipline",
                "svc-mutual-aid", $"medecin-{Anne}",
            })
            {
                var fault = await Assert.ThrowsAsync<RpcException>(async () => await call(await app.RestrictionsAsync(refused), suspension));
                Assert.True(fault.StatusCode == StatusCode.PermissionDenied, $"{refused}: {name} answers {fault.StatusCode}");
            }

            await Faults.FailsAsync(StatusCode.NotFound, call(await app.HealthAsync("62"), suspension));
        }

        // The desk gives nothing else: not the register, and not discipline.
        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await app.HealthAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne }));
        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await app.HealthAsync()).RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89))));
    }

    [Theory, Engines]
    public async Task Details_AreReadBackAsRecorded(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var health = await app.HealthAsync();
        var request = Request(SuspensionKind.Insufficiency, Today.AddDays(89));
        request.Part = "Chirurgie \"é\" 𝛼";
        request.RequestedOn = Today.AddDays(-20).ToProto();
        var suspension = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(request)).Suspension;
        app.GoTo(Lifted);
        var lift = new LiftSuspensionRequest(Lift(suspension, Lifted)) { TrainingProvenOn = Today.AddDays(50).ToProto() };

        var shown = (await health.LiftSuspensionAsync(lift)).Suspension;

        Assert.Equal((SuspensionKind.Unspecified, "", true), (shown.Kind, shown.Part, shown.Partial));
        Assert.Empty(shown.Limits);
        var details = await app.DetailsAsync(suspension);
        Assert.Equal(
            (SuspensionKind.Insufficiency, request.Part, request.RequestedOn, LiftGround.Fit, lift.TrainingProvenOn),
            (details.Kind, details.Part, details.RequestedOn, details.LiftGround, details.TrainingProvenOn));
        Assert.Equal(Why, (await health.GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = suspension.SuspensionId })).Ground);
        Assert.Equal(Why, (await health.GetHealthGroundAsync(new GetHealthGroundRequest { SuspensionId = suspension.SuspensionId })).Ground);
    }

    /// <summary>The same procedure for infirmity and for insufficiency, of two physicians: every answer to the registrar and every row is the same.</summary>
    [Theory, Engines]
    public async Task Kinds_AreToldNeitherByAnswersNorByRows(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(Jean, "TEMOIN", "JEAN"));
        var (infirmity, insufficiency) = (new Procedure(app, Anne, SuspensionKind.Infirmity), new Procedure(app, Jean, SuspensionKind.Insufficiency));

        foreach (var step in Procedure.Steps)
        {
            app.App.Clock.Advance(TimeSpan.FromSeconds(1));
            await step(infirmity);
            await step(insufficiency);
        }

        Assert.Equal(infirmity.Answers, insufficiency.Answers);
        Assert.Equal(await infirmity.RowsAsync(), await insufficiency.RowsAsync());
        // The request, the expertise and the training are on days of their own.
        string[] words = [Why, "nfirmit", "INFIRM", "nsufficiency", "2026-02-23", "2026-07-08", "2026-09-04"];
        Assert.Empty(await StoredTexts.FindAsync(app.App.Database, engine, words));
        // Control: the search finds what is there.
        Assert.NotEmpty(await StoredTexts.FindAsync(app.App.Database, engine, ["Lasting"]));
    }

    [Theory]
    [Engines("suspensions set rpps = case rpps when @anne then @jean else @anne end")]
    [Engines("suspension_grounds set terms = (select g.terms from suspension_grounds g where g.suspension_id <> suspension_grounds.suspension_id)")]
    [Engines("suspension_grounds set sealed = (select g.sealed from suspension_grounds g where g.suspension_id <> suspension_grounds.suspension_id)")]
    public async Task Sealed_MovedToAnotherPersonOrSuspension_DoesNotOpen(SqlEngine engine, string edit)
    {
        await using var app = await StartAsync(engine);
        app.App.ExpectErrors = true;
        await app.ImportAsync(new RegisterFile().Line().Line(Jean, "TEMOIN", "JEAN"));
        var registrar = await app.RestrictionsAsync();
        var suspension = (await registrar.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var other = new RecordSuspensionRequest(Request(SuspensionKind.Insufficiency, Today.AddDays(89))) { Rpps = Jean };
        await registrar.RecordSuspensionAsync(other);
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync($"update {edit}", new { anne = Anne, jean = Jean }) > 0, default);

        var ground = Calls["GetSuspensionGround"](await app.HealthAsync(), suspension);
        if (edit.Contains("terms", StringComparison.Ordinal))
            await ground;
        else
            await Faults.FailsAsync(StatusCode.Internal, ground);
        var details = Calls["ListSuspensionDetails"](await app.HealthAsync(), suspension);
        if (edit.Contains("sealed =", StringComparison.Ordinal))
            await details;
        else
            await Faults.FailsAsync(StatusCode.Internal, details);
    }

    /// <summary>An old copy of the row, of before the ground was bound to the physician.</summary>
    [Theory, OneEngine]
    public async Task Ground_BoundToItsSuspensionAlone_DoesNotOpenOnceSealed(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        app.App.ExpectErrors = true;
        var suspension = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var unbound = app.App.Host.Services.GetRequiredService<Sealer>().Seal("OrdreCouncils.Registry.SuspensionGround.v1", suspension.SuspensionId, Why);
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync("update suspension_grounds set sealed = @unbound", new { unbound }) == 1, default);

        await Faults.FailsAsync(StatusCode.Internal, Calls["GetSuspensionGround"](await app.HealthAsync(), suspension));
    }

    [Theory, Engines]
    public async Task Reads_AreInTheLogWhenTheAnswerArrives_AndRefusedWithoutIt(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var suspension = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var health = await app.HealthAsync();
        // A lift without its proof is refused by naming the proof, which tells the kind.
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Lift(suspension, Today)), "expertise_asked_on", "expertise_on");
        Assert.Equal(1, await WrittenAsync(app, "LiftSuspension"));
        foreach (var name in new[] { "ListSuspensionDetails", "GetSuspensionGround", "GetHealthGround" })
        {
            await Calls[name](health, suspension);
            Assert.Equal(1, await WrittenAsync(app, name));
        }

        await ExecuteAsync(app, "alter table record_accesses rename to gone");
        foreach (var name in new[] { "ListSuspensionDetails", "GetSuspensionGround", "GetHealthGround" })
            await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, Calls[name](health, suspension));
        await ExecuteAsync(app, "alter table gone rename to record_accesses");
    }

    private static AsyncUnaryCall<IMessage> Any<T>(AsyncUnaryCall<T> call)
        where T : IMessage =>
        new(AnswerAsync(call), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);

    private static async Task<IMessage> AnswerAsync<T>(AsyncUnaryCall<T> call)
        where T : IMessage => await call;

    private static Task<long> WrittenAsync(RegistryApp app, string rpc) =>
        app.CountAsync($"record_accesses where subject = 'physicians/{Anne}' and actor = 'cdom-75-president' and granted and operation like '%/{rpc}'");

    private static Task<bool> ExecuteAsync(RegistryApp app, string statement) =>
        app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync(statement, new { }) >= -1, default);
}
