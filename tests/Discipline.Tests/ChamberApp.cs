using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The steps of a case before a chamber, that of Île-de-France unless named.</summary>
internal static class ChamberApp
{
    public const string Registry = "chambre-ile-de-france";

    public static Task<InstructionsService.InstructionsServiceClient> InstructionsAsync(this DisciplineApp app, string identity = Registry) =>
        app.ClientAsync<InstructionsService.InstructionsServiceClient>(identity);

    public static Task<HearingsService.HearingsServiceClient> HearingsAsync(this DisciplineApp app, string identity = Registry) =>
        app.ClientAsync<HearingsService.HearingsServiceClient>(identity);

    public static Task<TransfersService.TransfersServiceClient> TransfersAsync(this DisciplineApp app, string identity = "chambre-nationale") =>
        app.ClientAsync<TransfersService.TransfersServiceClient>(identity);

    /// <summary>A case of an affair, filed and registered on 10 March 2026: its parties are the respondent and council 75.</summary>
    public static async Task<string> RegisteredAsync(this DisciplineApp app, string? rpps = null, bool urgent = false)
    {
        var caseId = await app.FiledAsync(rpps);
        var request = ChamberRequests.Register(caseId);
        request.Urgent = urgent;
        await (await app.InstructionsAsync()).RegisterCaseAsync(request);
        return caseId;
    }

    /// <summary>The case of a patient's complaint, filed and registered: its author is a party too.</summary>
    public static async Task<string> RegisteredComplaintAsync(this DisciplineApp app, string? rpps = null)
    {
        app.Register.Names[DisciplineApp.Doctor75] = "Roche";
        var caseId = await app.ComplainedAsync(request => request.Respondents[0].Rpps = rpps ?? DisciplineApp.Doctor75);
        await app.FileAsync(caseId);
        await (await app.InstructionsAsync()).RegisterCaseAsync(ChamberRequests.Register(caseId));
        return caseId;
    }

    /// <summary>The case of <see cref="RegisteredAsync"/>, with a rapporteur and a hearing on Friday 12 June 2026.</summary>
    public static async Task<Hearing> HearingAsync(this DisciplineApp app, string? caseId = null, Action<SetHearingRequest>? edit = null)
    {
        caseId ??= await app.RegisteredAsync();
        await (await app.InstructionsAsync()).AppointRapporteurAsync(ChamberRequests.Appoint(caseId));
        var request = ChamberRequests.Set(caseId);
        edit?.Invoke(request);
        return (await (await app.HearingsAsync()).SetHearingAsync(request)).Hearing;
    }

    public static async Task<Instruction> InstructionAsync(this DisciplineApp app, string caseId, string identity = Registry) =>
        (await (await app.InstructionsAsync(identity)).GetInstructionAsync(new GetInstructionRequest { CaseId = caseId })).Instruction;
}

/// <summary>Valid requests of the registry of a chamber; a test changes the fields that it is about.</summary>
internal static class ChamberRequests
{
    public const string Reporter = "Honorine Tassigny";

    public static readonly Date Today = Requests.Day(2026, 3, 10);
    public static readonly Date HearingOn = Requests.Day(2026, 6, 12);

    public static RegisterCaseRequest Register(string caseId) => new() { RequestId = Requests.Id(), CaseId = caseId, RegisteredOn = Today };

    public static RequestMemorandumRequest Ask(string caseId, MemorandumKind kind = MemorandumKind.Defence) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Party = CaseParty.Respondent, Kind = kind, AskedOn = Today };

    public static RecordMemorandumReceiptRequest Reach(string caseId, int number, Date on) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Number = number, ReceivedOn = on };

    public static RecordMemorandumRequest Produce(string caseId, Date on, int request = 0) => new()
    {
        RequestId = Requests.Id(), CaseId = caseId, Party = CaseParty.Respondent, Title = "Mémoire en défense", ReceivedOn = on, Request = request,
    };

    public static CloseInstructionRequest Close(string caseId, Date sentOn, Date closesOn) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, OrderedOn = sentOn, SentOn = sentOn, ClosesOn = closesOn };

    public static AppointRapporteurRequest Appoint(string caseId) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Name = Reporter, Council = "92", AppointedOn = Today };

    public static RecordChamberWithdrawalRequest Withdraw(string caseId, CaseParty party) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Party = party, WithdrawnOn = Today };

    public static RecordOrderRequest Order(string caseId, OrderGround ground) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Ground = ground, DecidedOn = Today };

    public static SetHearingRequest Set(string caseId) => new()
    {
        RequestId = Requests.Id(),
        CaseId = caseId,
        SetOn = Today,
        HearingOn = HearingOn,
        StartsAt = "09:30",
        Place = "9 rue Borromée, Paris",
        Publicity = HearingPublicity.Public,
        Members =
        {
            new FormationMember { Name = "Aurèle Montjoie", Role = FormationRole.President },
            Assessor(Reporter, "92"), Assessor("Basile Quervain", "93"), Assessor("Céleste Lormeau", "94"), Assessor("Dorian Fauvel", ""),
        },
    };

    public static FormationMember Assessor(string name, string council) => new() { Name = name, Role = FormationRole.Titular, Council = council };

    public static RecordSummonsRequest Summon(Hearing hearing, CaseParty party, Date? reached = null) => new()
    {
        RequestId = Requests.Id(), HearingId = hearing.HearingId, Party = party, Residence = PartyResidence.Metropolitan, SentOn = Today, ReachedOn = reached,
        SilenceTold = party == CaseParty.Respondent,
    };

    public static RecordHearingRequest Hold(Hearing hearing) => new()
    {
        RequestId = Requests.Id(), HearingId = hearing.HearingId, Outcome = HearingOutcome.Held, Present = { CaseParty.Respondent }, SilenceTold = true,
    };

    public static RecordHearingRequest Postpone(Hearing hearing, Date on) =>
        new() { RequestId = Requests.Id(), HearingId = hearing.HearingId, Outcome = HearingOutcome.Postponed, PostponedOn = on };
}
