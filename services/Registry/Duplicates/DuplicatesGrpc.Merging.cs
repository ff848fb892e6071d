using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Duplicates;

internal sealed partial class DuplicatesGrpc
{
    private const string ReadFirst = "Send the etag of the record you compared.";

    public override Task<MergeRecordsResponse> MergeRecords(MergeRecordsRequest request, ServerCallContext context)
    {
        var (kept, merged) = (request.Kept, request.Merged);
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.DifferentNumbers(kept, "kept", merged, "merged", rppsPolicy);
        violations.Require(request.KeptEtag.Length > 0, "kept_etag", ReadFirst);
        violations.Require(request.MergedEtag.Length > 0, "merged_etag", ReadFirst);
        var reason = violations.Reason(request.Reason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            // Taken before any read: from here on every other change of the register waits, other merges included.
            var revision = await RevisionStore.NextAsync(change.Sql, change.At);
            if (await RegisterEntries.LoadAloneAsync(change.Sql, kept) is not { } keptRecord
                || await RegisterEntries.LoadAloneAsync(change.Sql, merged) is not { } mergedRecord)
            {
                throw Fault.NotFound("physician");
            }

            MergeRules.CheckLinks(await MergeLinks.LoadAsync(change.Sql, [kept, merged]), kept, merged);
            Etag.Check(request.KeptEtag, keptRecord.Version);
            Etag.Check(request.MergedEtag, mergedRecord.Version);
            var today = LegalDay.Of(change.At);
            MergeRules.CheckDeathIsKept(RegistrationRules.At(keptRecord.Value, today), RegistrationRules.At(mergedRecord.Value, today));
            if (await ApplicationStore.HasOpenAsync(change.Sql, merged))
            {
                throw Fault.Precondition(
                    RegistryReasons.ApplicationPending, "An application of the physician to merge is before a council: it is decided first.");
            }

            var row = new MergeRow { Id = change.NewId(), Kept = kept, Merged = merged, Reason = reason, MergedBy = change.Actor.Person.Subject };
            await MergeStore.AddAsync(change.Sql, row, revision);
            // The merge is stored, so this also raises the version of the merged number.
            await versions.RaiseAsync(change, kept, revision);
            Audit(change, "registry.merge.recorded", row);
            return new MergeRecordsResponse { Merge = await ToProtoAsync(change, row.Id) };
        });
    }

    public override Task<UndoMergeResponse> UndoMerge(UndoMergeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.MergeId, "merge_id");
        var reason = violations.Reason(request.Reason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            var revision = await RevisionStore.NextAsync(change.Sql, change.At);
            var row = await MergeStore.GetAsync(change.Sql, id) ?? throw Fault.NotFound("merge");
            if (row.UndoneAt is not null)
                throw Fault.Precondition(RegistryReasons.MergeUndone, "This merge was undone before.");

            // Before the merge ends, so that this also raises the version of the merged number.
            await versions.RaiseAsync(change, row.Kept, revision);
            await MergeStore.UndoAsync(change.Sql, id, revision, change.Actor.Person.Subject, reason);
            Audit(change, "registry.merge.undone", row);
            return new UndoMergeResponse { Merge = await ToProtoAsync(change, id) };
        });
    }

    public override Task<DismissSuspicionResponse> DismissSuspicion(DismissSuspicionRequest request, ServerCallContext context)
    {
        var (first, second) = (request.First, request.Second);
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.DifferentNumbers(first, "first", second, "second", rppsPolicy);
        var reason = violations.Reason(request.Reason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            if (!await SuspicionStore.AreInScopeAsync(change.Sql, first, second, context.Scope()))
                throw Fault.NotFound("physician");
            var links = await MergeLinks.LoadAsync(change.Sql, [first, second]);
            if (links.Answering(first) == links.Answering(second))
                throw Fault.Precondition(RegistryReasons.Merged, "They are merged as one person: undo the merge instead.");

            var dismissed = await SuspicionStore.DismissAsync(change.Sql, first, second, reason, change.Actor.Person.Subject, change.At);
            if (dismissed)
            {
                change.Audit("registry.suspicion.dismissed", $"physicians/{first}", null, new { other = second });
                change.Audit("registry.suspicion.dismissed", $"physicians/{second}", null, new { other = first });
            }
            else
            {
                change.Unchanged();
            }

            return new DismissSuspicionResponse { Dismissed = dismissed };
        });
    }

    /// <summary>Audited under both numbers, so that the history of either shows it.</summary>
    private static void Audit(Change change, string kind, MergeRow row)
    {
        foreach (var number in new[] { row.Merged, row.Kept })
            change.Audit(kind, $"physicians/{number}", null, new { merge = row.Id, merged = row.Merged, kept = row.Kept });
    }

    private static async Task<Merge> ToProtoAsync(Change change, string id) => MergeRules.ToProto((await MergeStore.GetAsync(change.Sql, id))!);
}
