using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using Fitness = OrdreCouncils.Protos.Registry.V1.FitnessProceduresService.FitnessProceduresServiceClient;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

/// <summary>A procedure step by step, as the regional formation of Île-de-France records it: received on 20 January 2026, so that it has until 20
/// March.</summary>
internal sealed class FitnessPath(RegistryApp app, string rpps = RegisterFile.Anne, FitnessKind kind = FitnessKind.Infirmity)
{
    public const string Regional = "formation-ile-de-france@practitioner_health";
    public const string National = "formation-nationale@practitioner_health";
    public const string Grounds = "Signalement 7311 : troubles décrits par un confrère.";
    public const string ReportText = "Rapport 88 : les experts ont examiné le praticien.";
    public const string Reasons = "Motif 45 : au vu du rapport.";
    public const string Expert = "Dr EXPERTE-MODÈLE";
    public const string Training = "Formation 12 : cent heures.";

    public static readonly DateOnly ReceivedOn = new(2026, 1, 20);
    public static readonly DateOnly SessionOn = new(2026, 3, 13);

    public string Formation { get; set; } = Regional;

    public DateOnly Received { get; init; } = ReceivedOn;

    public string Emergency { get; init; } = "";

    public FitnessProcedure Now { get; private set; } = new();

    public static Task<Fitness> ClientAsync(RegistryApp app, string identity = Regional) => app.App.ClientAsync<Fitness>(identity);

    public static async Task<RegistryApp> StartAsync(ServiceDefaults.Sql.SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN"));
        return app;
    }

    public OpenFitnessProcedureRequest ToOpen() => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = rpps,
        Kind = kind,
        SeisedBy = FitnessAuthority.HealthAgency,
        ReceivedOn = Received.ToProto(),
        Grounds = Grounds,
        EmergencySuspensionId = Emergency,
    };

    public async Task<FitnessProcedure> OpenAsync() => Now = (await (await AsAsync()).OpenFitnessProcedureAsync(ToOpen())).Procedure;

    public NameFitnessExpertRequest ToName(FitnessExpertPlace place) => new()
    {
        RequestId = RegistryApp.NewId(),
        ProcedureId = Now.ProcedureId,
        Place = place,
        NamedOn = Received.AddDays(6).ToProto(),
        Name = $"{Expert} {place}",
        SameSpecialty = kind == FitnessKind.Insufficiency,
        Teaches = kind == FitnessKind.Insufficiency && place == FitnessExpertPlace.Third,
    };

    public async Task<FitnessProcedure> NameAsync()
    {
        foreach (var place in new[] { FitnessExpertPlace.First, FitnessExpertPlace.Second, FitnessExpertPlace.Third })
            Now = (await (await AsAsync()).NameFitnessExpertAsync(ToName(place))).Procedure;
        return Now;
    }

    public RecordFitnessReportRequest ToReport(bool absent = false) => new()
    {
        RequestId = RegistryApp.NewId(),
        ProcedureId = Now.ProcedureId,
        ReceivedOn = Received.AddDays(31).ToProto(),
        Absent = absent,
        SummonedOn = { absent ? [Received.AddDays(12).ToProto(), Received.AddDays(20).ToProto()] : [] },
        Text = ReportText,
    };

    public async Task<FitnessProcedure> ReportAsync(bool absent = false) =>
        Now = (await (await AsAsync()).RecordFitnessReportAsync(ToReport(absent))).Procedure;

    public FixFitnessSessionRequest ToFix(DateOnly? on = null) =>
        new() { RequestId = RegistryApp.NewId(), ProcedureId = Now.ProcedureId, SessionOn = (on ?? SessionOn).ToProto() };

    public RecordFitnessSummonsRequest ToSummon(DateOnly? on = null) =>
        new() { RequestId = RegistryApp.NewId(), ProcedureId = Now.ProcedureId, SummonedOn = (on ?? SessionOn.AddDays(-8)).ToProto() };

    public async Task<FitnessProcedure> MeetAsync(DateOnly? on = null, DateOnly? summonedOn = null)
    {
        var client = await AsAsync();
        await client.FixFitnessSessionAsync(ToFix(on));
        return Now = (await client.RecordFitnessSummonsAsync(ToSummon(summonedOn ?? on?.AddDays(-8)))).Procedure;
    }

    public DecideFitnessProcedureRequest ToDecide(bool suspends = true, DateOnly? on = null, int members = 5) => new()
    {
        RequestId = RegistryApp.NewId(),
        ProcedureId = Now.ProcedureId,
        DecidedOn = (on ?? SessionOn).ToProto(),
        MembersPresent = members,
        Suspends = suspends,
        EffectiveOn = suspends ? (on ?? SessionOn).AddDays(1).ToProto() : null,
        EndsOn = suspends ? (on ?? SessionOn).AddDays(180).ToProto() : null,
        Training = suspends && kind == FitnessKind.Insufficiency ? Training : "",
        Ground = Reasons,
    };

    public async Task<FitnessProcedure> DecideAsync(bool suspends = true, DateOnly? on = null) =>
        Now = (await (await AsAsync()).DecideFitnessProcedureAsync(ToDecide(suspends, on))).Procedure;

    /// <summary>Open, experts, report, session and summons: ready to be decided.</summary>
    public async Task<FitnessProcedure> ReadyAsync(bool absent = false)
    {
        await OpenAsync();
        await NameAsync();
        await ReportAsync(absent);
        return await MeetAsync();
    }

    public LodgeFitnessAppealRequest ToAppeal(DateOnly lodgedOn, DateOnly? notifiedOn = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        ProcedureId = Now.ProcedureId,
        Appellant = SuspensionAppellant.DepartmentalCouncil,
        LodgedOn = lodgedOn.ToProto(),
        NotifiedOn = notifiedOn?.ToProto(),
    };

    public async Task<FitnessProcedure> AppealAsync(DateOnly lodgedOn, DateOnly? notifiedOn = null) =>
        Now = (await (await ClientAsync(app, National)).LodgeFitnessAppealAsync(ToAppeal(lodgedOn, notifiedOn))).Procedure;

    public CloseFitnessProcedureRequest ToClose() => new()
    {
        RequestId = RegistryApp.NewId(),
        ProcedureId = Now.ProcedureId,
        ClosedOn = RegistryApp.Today.ToProto(),
        Closure = FitnessClosure.Withdrawn,
    };

    public async Task<FitnessProcedure> ReadAsync() => Now = (await (await AsAsync()).GetFitnessProcedureAsync(
        new GetFitnessProcedureRequest { ProcedureId = Now.ProcedureId })).Procedure;

    public async Task<GetFitnessContentResponse> ContentAsync() =>
        await (await AsAsync()).GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = Now.ProcedureId });

    public Task<Fitness> AsAsync() => ClientAsync(app, Formation);
}
