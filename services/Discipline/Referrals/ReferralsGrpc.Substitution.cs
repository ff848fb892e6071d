using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>The president of the national council seises the chamber in place of a council that did not (CSP L.4123-2, wording of 18 February 2017).</summary>
internal sealed partial class ReferralsGrpc
{
    public override Task<RecordSubstitutionRequestResponse> RecordSubstitutionRequest(RecordSubstitutionRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var askedOn = violations.Past(request.AskedOn, "asked_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            ReferralRules.CheckSubstitution(file, askedOn);
            await ReferralStore.AddSubstitutionRequestAsync(change.Sql, caseId, askedOn, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.substitution.requested", $"cases/{caseId}", null, new { askedOn });
            return new RecordSubstitutionRequestResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override async Task<TransmitInPlaceResponse> TransmitInPlace(TransmitInPlaceRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(request.EthicsArticles.Count > 0, "ethics_articles", "Name at least one article of the code of ethics.");
        var articles = EthicsArticles.Read(violations, request.EthicsArticles, "ethics_articles");
        var reasons = violations.Lines(request.Reasons, "reasons", 50_000);
        violations.ThrowIfAny();

        var entry = await EntryAsync(caseId, context);
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            CaseRules.CheckOfComplaintBeforeCouncil(file);
            if (file.SubstitutionAskedOn is null)
                throw CaseRules.Wrong(file, "its author did not ask the national council (CSP L.4123-2): record the request first");
            ReferralRules.CheckAlive(entry);
            var registerCouncil = ReferralRules.RegisterCouncil(file, entry);
            var version = ((await ReferralStore.CurrentAsync(change.Sql, caseId, CaseReach.Of(context.Scope())))?.Version ?? 0) + 1;
            await ReferralStore.InsertAsync(
                change.Sql, caseId, version,
                new NewReferral
                {
                    Chamber = Chambers.CompetentFor(registerCouncil),
                    Articles = articles,
                    ReasonedOpinion = reasons,
                    DeliberatedOn = LocalDay.Of(change.At, file.Council),
                },
                change.Actor.Person.Subject, change.At);
            var referral = (await ReferralStore.CurrentAsync(change.Sql, caseId, CaseReach.Of(context.Scope())))!;
            var filedOn = await FileAsync(change, referral, file, registerCouncil, entry);
            change.Audit("discipline.substitution.transmitted", $"cases/{caseId}", null, new { version, referral.Chamber, filedOn, registerCouncil });
            return new TransmitInPlaceResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }
}
