using Grpc.Core;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Attachments;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Office;

internal sealed partial class CommuniquesGrpc
{
    private const int MaxReason = 500;

    public override Task<ApproveCommuniqueResponse> ApproveCommunique(ApproveCommuniqueRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.Id, "id");
        violations.Etag(request.Etag);
        var asked = ApprovalInput.Embargo(violations, request.EmbargoAt);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await CommuniqueStore.LockAsync(change.Sql, id) ?? throw Unknown();
            if (await ApprovalStore.StandingAsync(change.Sql, id) is not null)
                throw Fault.Precondition(Reasons.WrongState, "It is approved already.");
            var approver = change.Actor.Person.Subject;
            ApprovalRules.CheckFourEyes(await CommuniqueView.AuthorsAsync(change.Sql, id), approver);
            Etag.Check(request.Etag, row.Version);
            var files = await AttachmentStore.OfAsync(change.Sql, id);
            AttachmentRules.CheckNamed(files, request.AttachmentSha256);

            var text = await TextStore.GetAsync(change.Sql, id, row.Revision);
            row = row with { Version = row.Version + 1 };
            await CommuniqueStore.RaiseAsync(change.Sql, row);
            var approval = await ApprovalStore.AddAsync(
                change.Sql,
                new ApprovalRow
                {
                    Id = change.NewId(),
                    CommuniqueId = id,
                    Revision = row.Revision,
                    EmbargoAt = ApprovalRules.PublicFrom(asked, change.At),
                    ApprovedBy = approver,
                    ApprovedAt = change.At,
                },
                Slug.Candidates(text.Title, id));
            await AttachmentStore.ApproveAsync(change.Sql, approval.Id, files);
            await RenderingStore.AddAsync(change.Sql, id, row.Revision, text.Body);
            change.Audit(
                "communiques.communique.approved", Subject(id), null,
                new { approval.Revision, approval.Slug, approval.EmbargoAt, fingerprint = text.Fingerprint(), files = files.Select(file => file.Sha256) });
            return new ApproveCommuniqueResponse { Communique = await CommuniqueView.LoadAsync(change.Sql, row, change.At) };
        });
    }

    public override Task<WithdrawApprovalResponse> WithdrawApproval(WithdrawApprovalRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.Id, "id");
        var reason = violations.Lines(request.Reason, "reason", MaxReason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            var row = await CommuniqueStore.LockAsync(change.Sql, id) ?? throw Unknown();
            var approval = await ApprovalStore.StandingAsync(change.Sql, id)
                ?? throw Fault.Precondition(Reasons.WrongState, "It has no approval to withdraw.");
            // Checked again under the lock: the embargo may have passed while waiting for it.
            if (ApprovalRules.StatusAt(approval.EmbargoAt, clock.GetUtcNow()) == CommuniqueStatus.Published)
                throw Fault.Precondition(Reasons.WrongState, "It is published. Publish a rectification that names it.");
            Etag.Check(request.Etag, row.Version);

            row = row with { Version = row.Version + 1 };
            await CommuniqueStore.RaiseAsync(change.Sql, row);
            await ApprovalStore.WithdrawAsync(change.Sql, approval.Id, change.Actor.Person.Subject, change.At);
            change.Audit(
                "communiques.communique.approval_withdrawn", Subject(id),
                new { approval.Revision, approval.Slug, approval.EmbargoAt, approval.ApprovedBy }, null);
            return new WithdrawApprovalResponse { Communique = await CommuniqueView.LoadAsync(change.Sql, row, change.At) };
        });
    }
}
