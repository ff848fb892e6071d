using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>The ground of a refusal: the president of the council reads it at the desk for the health of practitioners, and the store does not tell it.</summary>
public sealed class RefusalGroundTests
{
    private const string Desk = "cdom-75-president@practitioner_health";
    private const string Training = "Stage d'essai de six mois.";
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task GetRefusalGround_OfADraftAndOfTheDecision_IsReadAtTheDeskAndSignedAtTheOther(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = await PreparedAsync(app, RefusalGround.Competence, Training);
        var health = await path.AsAsync(Desk);

        var draft = await health.GetRefusalGroundAsync(Ground(path));

        Assert.Equal((RefusalGround.Competence, Training, path.Now.Etag), (draft.RefusalGround, draft.Training, draft.Etag));
        await (await path.AsAsync("cdom-75-president")).SignDecisionAsync(path.Signature());
        Assert.Equal((draft.RefusalGround, draft.Training), Read(await health.GetRefusalGroundAsync(Ground(path))));
        Assert.Equal((RefusalGround.Unspecified, ""), ((await path.ReadAsync()).Decision.RefusalGround, path.Now.Decision.Training));
        // In the log without a wait: the entries of other reads are a second late.
        Assert.Equal(2, await app.CountAsync(
            $"record_accesses where subject = 'physicians/{ApplicationPath.Rpps}' and actor = 'cdom-75-president' and operation like '%/GetRefusalGround'"));
    }

    [Theory, OneEngine]
    public async Task GetRefusalGround_OthersAndWithoutRefusal_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = await PreparedAsync(app, RefusalGround.Infirmity, "");
        foreach (var refused in new[]
        {
            "cdom-75", "cdom-75-president", "cdom-75-president@register_and_discipline", "cdom-75@practitioner_health", "cnom-registre", "cnom-discipline",
            "cnom-audit", "cdom-75-entraide", "cnam", $"medecin-{ApplicationPath.Rpps}",
        })
        {
            await Faults.FailsAsync(StatusCode.PermissionDenied, (await path.AsAsync(refused)).GetRefusalGroundAsync(Ground(path)));
        }

        await Faults.FailsAsync(StatusCode.NotFound, (await path.AsAsync("cdom-62-president@practitioner_health")).GetRefusalGroundAsync(Ground(path)));
        var health = await path.AsAsync(Desk);
        await Faults.InvalidAsync(health.GetRefusalGroundAsync(new GetRefusalGroundRequest()), "application_id");
        await Faults.FailsAsync(StatusCode.NotFound, health.GetRefusalGroundAsync(new GetRefusalGroundRequest { ApplicationId = RegistryApp.NewId() }));
        await Faults.FailsAsync(StatusCode.PermissionDenied, health.GetApplicationAsync(new GetApplicationRequest { ApplicationId = path.Now.ApplicationId }));
        // Another draft, which accepts: no refusal is left to read.
        await (await path.AsAsync("cdom-75")).PrepareDecisionAsync(path.Draft(true));
        await Faults.FailsAsync(StatusCode.NotFound, health.GetRefusalGroundAsync(Ground(path)));
    }

    [Theory, Engines]
    public async Task Grounds_AreToldNeitherByAnswersNorByRows(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (one, other) = (await PreparedAsync(app, RefusalGround.Infirmity, ""), await PreparedAsync(app, RefusalGround.Competence, Training, RegisterFile.Anne));
        foreach (var path in new[] { one, other })
            await (await path.AsAsync("cdom-75-president")).SignDecisionAsync(path.Signature());

        Assert.Empty(await StoredTexts.FindAsync(app.App.Database, engine, ["nfirmit", "INFIRM", "ompetence", "COMPETENCE", Training]));
        Assert.Equal(1, await app.CountAsync("(select distinct length(sealed) from refusal_grounds) as sizes"));
        Assert.Equal(2, await app.CountAsync("refusal_grounds"));
        Assert.Equal(0, await app.CountAsync("requests where body_hash not like 'keyed:%' and operation like '%ApplicationsService%'"));
        // The same answer, whatever the ground.
        Assert.Equal(
            1, await app.CountAsync("(select distinct length(response) from requests where operation like '%/PrepareDecision') as sizes"));
        Assert.Equal(1, await app.CountAsync("(select distinct length(response) from requests where operation like '%/SignDecision') as sizes"));
    }

    [Theory]
    [Engines("refusal_grounds set sealed = (select g.sealed from refusal_grounds g where g.application_id <> refusal_grounds.application_id)")]
    [Engines("applications set rpps = '10009999999' where id = @id")]
    public async Task Ground_MovedToAnotherApplicationOrPerson_DoesNotOpen(SqlEngine engine, string edit)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.App.ExpectErrors = true;
        var path = await PreparedAsync(app, RefusalGround.Infirmity, "");
        await PreparedAsync(app, RefusalGround.Competence, Training, RegisterFile.Anne);
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync($"update {edit}", new { id = path.Now.ApplicationId }) > 0, default);

        await Faults.FailsAsync(StatusCode.Internal, (await path.AsAsync(Desk)).GetRefusalGroundAsync(Ground(path)));
    }

    private static async Task<ApplicationPath> PreparedAsync(RegistryApp app, RefusalGround ground, string training, string rpps = ApplicationPath.Rpps)
    {
        var path = new ApplicationPath(app) { ReceivedOn = Today.AddDays(-15) };
        await path.CompleteAsync(rpps);
        await path.SummonAsync(Today.AddDays(-15), Today);
        return await path.PrepareAsync(ground, training);
    }

    private static GetRefusalGroundRequest Ground(ApplicationPath path) => new() { ApplicationId = path.Now.ApplicationId };

    private static (RefusalGround Ground, string Training) Read(GetRefusalGroundResponse read) => (read.RefusalGround, read.Training);
}
