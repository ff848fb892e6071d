using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The steps of a complaint at council 75.</summary>
internal static class CouncilApp
{
    public static Task<ComplaintsService.ComplaintsServiceClient> ComplaintsAsync(this DisciplineApp app, string identity = "cdom-75") =>
        app.ClientAsync<ComplaintsService.ComplaintsServiceClient>(identity);

    public static Task<ConciliationsService.ConciliationsServiceClient> ConciliationsAsync(this DisciplineApp app, string identity = "cdom-75") =>
        app.ClientAsync<ConciliationsService.ConciliationsServiceClient>(identity);

    public static Task<DeliberationsService.DeliberationsServiceClient> DeliberationsAsync(this DisciplineApp app, string identity = "cdom-75") =>
        app.ClientAsync<DeliberationsService.DeliberationsServiceClient>(identity);

    public static async Task<Complaint> ComplainAsync(this DisciplineApp app, Action<RegisterComplaintRequest>? edit = null)
    {
        var request = CouncilRequests.Complaint(DisciplineApp.Doctor75);
        edit?.Invoke(request);
        return (await (await app.ComplaintsAsync()).RegisterComplaintAsync(request)).Complaint;
    }

    /// <summary>The case of a complaint, registered.</summary>
    public static async Task<string> ComplainedAsync(this DisciplineApp app, Action<RegisterComplaintRequest>? edit = null) =>
        (await app.ComplainAsync(edit)).Cases[0].CaseId;

    public static async Task<Case> ConciliatedAsync(this DisciplineApp app, string caseId, ConciliationOutcome outcome = ConciliationOutcome.None)
    {
        var conciliations = await app.ConciliationsAsync();
        await conciliations.SummonConciliationAsync(CouncilRequests.Summon(caseId));
        return (await conciliations.RecordConciliationAsync(CouncilRequests.Minutes(caseId, outcome))).Case;
    }

    public static async Task<Case> DeliberatedAsync(this DisciplineApp app, string caseId, DeliberationOutcome outcome = DeliberationOutcome.Associate) =>
        (await (await app.DeliberationsAsync()).RecordDeliberationAsync(CouncilRequests.Deliberate(caseId, outcome))).Case;

    /// <summary>Files the case of a complaint with the chamber of Île-de-France.</summary>
    public static async Task FileAsync(this DisciplineApp app, string caseId)
    {
        await app.ConciliatedAsync(caseId);
        await app.DeliberatedAsync(caseId);
        var referral = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(CouncilRequests.Prepare(caseId))).Referral;
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
    }

    public static async Task<Case> CaseAsync(this DisciplineApp app, string caseId, string identity = "cdom-75") =>
        (await (await app.CasesAsync(identity)).GetCaseAsync(new GetCaseRequest { CaseId = caseId })).Case;
}
