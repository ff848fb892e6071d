using System.Globalization;
using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Discipline.Referrals;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>The public text of a decision: one person of the chamber's registry writes it, another approves it, and it can be searched.</summary>
internal sealed class PublicDecisionsGrpc(Database database, ChangeRunner changes) : PublicDecisionsService.PublicDecisionsServiceBase
{
    public override Task<PreparePublicDecisionResponse> PreparePublicDecision(PreparePublicDecisionRequest request, ServerCallContext context)
    {
        var (requestId, id, text) = PublicDecisionInput.Read(request);
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (_, _, file) = await LockAsync(change, id, context.Scope());
            PublicDecisionRules.CheckAnonymous(text, file);
            var chamber = PublicDecisionRules.ChamberOf(context.Scope());
            var current = await PublicDecisionStore.LatestAsync(change.Sql, id, chamber);
            Etag.CheckExact(request.Etag, current?.Version);
            if (current is { Withdrawn: false } && current.Text == text)
            {
                change.Unchanged();
                return new PreparePublicDecisionResponse { Draft = PublicDecisionMap.ToProto(current, text: "") };
            }

            var row = new PublicTextRow
            {
                DecisionId = id,
                Version = await PublicDecisionStore.LatestVersionAsync(change.Sql, id) + 1,
                Text = text,
                Chamber = chamber,
                PreparedBy = change.Actor.Person.Subject,
                PreparedAt = change.At,
            };
            await PublicDecisionStore.AddVersionAsync(change.Sql, row);
            change.Audit("discipline.public_decision.prepared", $"decisions/{id}", null, new { row.Version, row.Chamber, text.Length });
            return new PreparePublicDecisionResponse { Draft = PublicDecisionMap.ToProto(row, text: "") };
        });
    }

    public override Task<ApprovePublicDecisionResponse> ApprovePublicDecision(ApprovePublicDecisionRequest request, ServerCallContext context)
    {
        var (requestId, id) = PublicDecisionInput.Read(request);
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (decision, sanction, _) = await LockAsync(change, id, context.Scope());
            var draft = await PublicDecisionStore.LatestAsync(change.Sql, id, PublicDecisionRules.ChamberOf(context.Scope()))
                ?? throw Fault.Precondition(Reasons.WrongState, "No text is prepared: a person of your chamber prepares it first.");
            Etag.CheckExact(request.Etag, draft.Version);
            var approver = change.Actor.Person.Subject;
            PublicDecisionRules.CheckFourEyes(await PublicDecisionStore.AuthorsAsync(change.Sql, id), approver);
            var before = await PublicDecisionStore.GetAsync(change.Sql, id);
            if (before?.Version == draft.Version)
                throw Fault.Precondition(Reasons.WrongState, "This text is approved already.");
            if (draft.Withdrawn)
                throw Fault.Precondition(Reasons.WrongState, "This text was published and withdrawn: prepare a new version.");

            var referral = await ReferralStore.CurrentAsync(change.Sql, decision.CaseId, CaseReach.Of(RowScope.Everything));
            var articles = referral?.Articles ?? [];
            var row = new PublishedRow
            {
                DecisionId = id,
                Version = draft.Version,
                Number = NumberOf(change.At),
                Sanction = sanction,
                Year = decision.DecidedOn.Year,
                Articles = string.Join(' ', articles),
                ApprovedAt = change.At,
                Chamber = draft.Chamber,
            };
            await PublicDecisionStore.RemoveAsync(change.Sql, id);
            await PublicDecisionStore.PublishAsync(change.Sql, row, articles, FoldedText.Of(draft.Text), approver);
            change.Audit(
                "discipline.public_decision.approved", $"decisions/{id}", before is null ? null : new { before.Version },
                new { row.Version, row.Chamber, row.Sanction, row.Year, articles });
            return new ApprovePublicDecisionResponse { Decision = PublicDecisionMap.ToProto(row, text: "") };
        });
    }

    public override Task<WithdrawPublicDecisionResponse> WithdrawPublicDecision(WithdrawPublicDecisionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.DecisionId, "decision_id");
        violations.ThrowIfAny();
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            await LockAsync(change, id, context.Scope());
            var before = await PublicDecisionStore.GetAsync(change.Sql, id);
            if (before is null)
            {
                change.Unchanged();
                return new WithdrawPublicDecisionResponse();
            }

            await PublicDecisionStore.WithdrawAsync(change.Sql, id, before.Version);
            change.Audit("discipline.public_decision.withdrawn", $"decisions/{id}", new { before.Version }, null);
            return new WithdrawPublicDecisionResponse();
        });
    }

    public override async Task<GetPublicDecisionDraftResponse> GetPublicDecisionDraft(GetPublicDecisionDraftRequest request, ServerCallContext context)
    {
        var id = PublicDecisionInput.DecisionId(request.DecisionId);
        var (file, draft) = await database.SnapshotAsync(
            async sql => await ProceedingStore.CaseOfDecisionAsync(sql, id, CaseReach.Of(context.Scope())) is { } caseId
                && await PublicDecisionStore.LatestAsync(sql, id, PublicDecisionRules.ChamberOf(context.Scope())) is { } draft
                ? ((await CaseFiles.FindAsync(sql, caseId, context.Scope()))!, draft)
                : throw Fault.NotFound("draft"),
            context.CancellationToken);
        // A draft may still hold a name.
        context.Reads($"decisions/{id}");
        context.Reads($"physicians/{file.Rpps}");
        return new GetPublicDecisionDraftResponse { Draft = PublicDecisionMap.ToProto(draft, draft.Text) };
    }

    public override async Task<GetPublicDecisionResponse> GetPublicDecision(GetPublicDecisionRequest request, ServerCallContext context)
    {
        var id = PublicDecisionInput.DecisionId(request.DecisionId);
        var row = await database.ReadAsync(sql => PublicDecisionStore.GetAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("public decision");
        return new GetPublicDecisionResponse { Decision = PublicDecisionMap.ToProto(row, row.Text) };
    }

    public override async Task<SearchPublicDecisionsResponse> SearchPublicDecisions(SearchPublicDecisionsRequest request, ServerCallContext context)
    {
        var (search, offset, size) = PublicDecisionInput.Read(request);
        var rows = await database.SnapshotAsync(sql => PublicDecisionStore.SearchAsync(sql, search, offset, size + 1), context.CancellationToken);
        var response = new SearchPublicDecisionsResponse();
        var next = offset + size;
        if (rows.Count > size && next < PublicDecisionStore.MostFound)
            response.NextPageToken = next.ToString(CultureInfo.InvariantCulture);
        response.Results.AddRange(rows.Take(size).Select(row => new PublicDecisionResult
        {
            Decision = PublicDecisionMap.ToProto(row, text: ""),
            Excerpt = Excerpts.Of(row.Text, search.Words),
        }));
        return response;
    }

    /// <summary>The decision and its case, which is locked: two persons cannot write the same version.</summary>
    private static async Task<(DecisionRow Decision, Sanction Sanction, CaseRow File)> LockAsync(Change change, string id, RowScope scope)
    {
        var caseId = await ProceedingStore.CaseOfDecisionAsync(change.Sql, id, CaseReach.Of(scope)) ?? throw Fault.NotFound("decision");
        var file = await CaseFiles.LockForChangeAsync(change, caseId, scope);
        var proceeding = (await ProceedingStore.LoadAsync(change.Sql, caseId))!;
        var decision = proceeding.Decisions.Single(decision => decision.Id == id);
        PublicDecisionRules.CheckDecided(decision, proceeding.Decisions.SingleOrDefault(other => other.Id == decision.Answers), scope.All);
        return (decision, proceeding.SourceOf(decision).Sanction, file);
    }

    // Milliseconds, and fifteen random bits for approvals of the same one.
    private static long NumberOf(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() << 15) | (long)Random.Shared.Next(1 << 15);
}
