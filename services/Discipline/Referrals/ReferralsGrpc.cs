using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Complaints;
using OrdreCouncils.Discipline.Deliberations;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>A clerk prepares a referral, a president signs it, and the chamber is seised; or the president returns it to its clerk.</summary>
internal sealed partial class ReferralsGrpc(Database database, ChangeRunner changes, IRegisterLookup register, TimeProvider clock)
    : ReferralsService.ReferralsServiceBase
{
    public override async Task<PrepareReferralResponse> PrepareReferral(PrepareReferralRequest request, ServerCallContext context)
    {
        var (requestId, caseId, asked) = ReferralInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var reach = CaseReach.Of(context.Scope());
        var entry = await EntryAsync(caseId, context);
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), etag: "");
            ReferralRules.CheckUnsigned(file);
            ReferralRules.CheckAlive(entry);
            var referral = ReferralRules.Fit(
                asked, file, ReferralRules.RegisterCouncil(file, entry), file.IsComplaint ? await DeliberationStore.GetAsync(change.Sql, caseId) : null,
                file.IsComplaint ? await ComplaintStore.GrievancesAsync(change.Sql, file.ComplaintId) : []);
            var current = await ReferralStore.CurrentAsync(change.Sql, caseId, reach);
            Etag.CheckExact(request.Etag, current?.Version);
            // A returned text may be right after all: the clerk sends it again as a version of its own.
            if (current is { ReturnedAt: null } && ReferralRules.IsSame(current, referral))
            {
                change.Unchanged();
                return new PrepareReferralResponse { Referral = ReferralMap.ToProto(current) };
            }

            await ReferralStore.InsertAsync(change.Sql, caseId, (current?.Version ?? 0) + 1, referral, change.Actor.Person.Subject, change.At);
            await CaseFiles.StepAsync(change, caseId, context.Scope());
            change.Audit(
                current is null ? "discipline.referral.prepared" : "discipline.referral.revised", $"cases/{caseId}",
                current is null ? null : Facts(current), Facts(referral, current));
            return new PrepareReferralResponse { Referral = ReferralMap.ToProto((await ReferralStore.CurrentAsync(change.Sql, caseId, reach))!) };
        });
    }

    public override async Task<SignReferralResponse> SignReferral(SignReferralRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Etag(request.Etag);
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        // Asked again: the council and the chamber are those of the day on which the chamber is seised (CSP R.4126-1, R.4126-8).
        var entry = await EntryAsync(caseId, context);
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), etag: "");
            ReferralRules.CheckUnsigned(file);
            ReferralRules.CheckAlive(entry);
            var current = await PreparedAsync(change, caseId, reach, request.Etag);
            var president = change.Actor.Person.Subject;
            if ((await ReferralStore.AuthorsAsync(change.Sql, caseId)).Contains(president))
                throw Fault.FourEyes("You wrote a version of this referral: another president signs it.");

            var registerCouncil = ReferralRules.RegisterCouncil(file, entry);
            ReferralRules.CheckChamber(current, registerCouncil);
            var filedOn = await FileAsync(change, current, file, registerCouncil, entry);
            change.Audit("discipline.referral.signed", $"cases/{caseId}", null, new { current.Version, current.Chamber, filedOn, registerCouncil });
            return new SignReferralResponse { Referral = ReferralMap.ToProto(current with { SignedBy = president, SignedAt = change.At }) };
        });
    }

    public override Task<ReturnReferralResponse> ReturnReferral(ReturnReferralRequest request, ServerCallContext context)
    {
        var (requestId, caseId, reason) = ReferralInput.Read(request);
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), etag: "");
            ReferralRules.CheckUnsigned(file);
            var current = await PreparedAsync(change, caseId, CaseReach.Of(context.Scope()), request.Etag);
            var returned = current with { ReturnedBy = change.Actor.Person.Subject, ReturnedAt = change.At, ReturnReason = reason };
            await ReferralStore.ReturnAsync(change.Sql, returned);
            await CaseFiles.StepAsync(change, caseId, context.Scope());
            // As for the opinion, the entry does not repeat what was written about a person.
            change.Audit("discipline.referral.returned", $"cases/{caseId}", null, new { current.Version });
            return new ReturnReferralResponse { Referral = ReferralMap.ToProto(returned) };
        });
    }

    public override async Task<GetReferralResponse> GetReferral(GetReferralRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var row = await database.SnapshotAsync(sql => ReferralStore.CurrentAsync(sql, caseId, CaseReach.Of(context.Scope())), context.CancellationToken)
            ?? throw Fault.NotFound("referral");
        // Drafts are the council's alone.
        if (row.SignedAt is null && row.Council != context.Scope().Council)
            throw Fault.NotFound("referral");
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{row.Rpps}");
        return new GetReferralResponse { Referral = ReferralMap.ToProto(row) };
    }

    /// <summary>The version that waits for the president.</summary>
    private static async Task<ReferralRow> PreparedAsync(Change change, string caseId, CaseReach reach, string etag)
    {
        var current = await ReferralStore.CurrentAsync(change.Sql, caseId, reach)
            ?? throw Fault.Precondition(Reasons.WrongState, "No referral is prepared: a clerk of the council prepares one first.");
        Etag.CheckExact(etag, current.Version);
        return current.ReturnedAt is null
            ? current
            : throw Fault.Precondition(Reasons.WrongState, "This version was returned to its clerk: a clerk of the council prepares another version first.");
    }

    /// <summary>The respondent's entry in the register. Asked before the transaction: a slow answer must not hold locks here.</summary>
    private async Task<RegisterEntry?> EntryAsync(string caseId, ServerCallContext context)
    {
        var seen = await database.ReadAsync(sql => CaseFiles.FindAsync(sql, caseId, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        return (await register.FindAsync([seen.Rpps], on: null, context))[0];
    }

    private static async Task<DateOnly> FileAsync(Change change, ReferralRow referral, CaseRow file, string registerCouncil, RegisterEntry? entry)
    {
        var filedOn = LocalDay.Of(change.At, file.Council);
        await ReferralStore.SignAsync(change.Sql, referral, change.Actor.Person.Subject, change.At, filedOn);
        await CaseFiles.SeiseAsync(change, file, registerCouncil, entry?.Name ?? "");
        return filedOn;
    }

    private static object Facts(ReferralRow row) => new { row.Version, row.Chamber, row.Articles, row.DeliberatedOn };

    // The audit entry says only whether the opinion changed.
    private static object Facts(NewReferral referral, ReferralRow? before) => new
    {
        Version = (before?.Version ?? 0) + 1,
        referral.Chamber,
        referral.Articles,
        referral.DeliberatedOn,
        opinionChanged = referral.ReasonedOpinion != before?.ReasonedOpinion,
    };
}
