using Grpc.Core;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Office;

internal sealed partial class CommuniquesGrpc
{
    public override Task<DraftCommuniqueResponse> DraftCommunique(DraftCommuniqueRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var text = TextInput.Read(violations, request.Text);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            await CheckRectifiedAsync(change, text);
            var row = new CommuniqueRow { Id = change.NewId(), Version = 1, Revision = 1, DraftedAt = change.At };
            await CommuniqueStore.AddAsync(change.Sql, row);
            await TextStore.AddAsync(change.Sql, row.Id, row.Revision, text, change.Actor.Person.Subject, change.At);
            change.Audit("communiques.communique.drafted", Subject(row.Id), null, TextFacts.Of(row.Revision, text));
            return new DraftCommuniqueResponse { Communique = await CommuniqueView.LoadAsync(change.Sql, row, change.At) };
        });
    }

    public override Task<UpdateCommuniqueResponse> UpdateCommunique(UpdateCommuniqueRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.Id, "id");
        violations.Etag(request.Etag);
        var text = TextInput.Read(violations, request.Text);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await CommuniqueStore.LockAsync(change.Sql, id) ?? throw Unknown();
            if (await ApprovalStore.StandingAsync(change.Sql, id) is not null)
                throw Fault.Precondition(
                    Reasons.WrongState, "It is approved. Withdraw the approval before its embargo instant, or rectify it once it is published.");
            Etag.Check(request.Etag, row.Version);

            var before = await TextStore.GetAsync(change.Sql, id, row.Revision);
            if (text == before)
            {
                change.Unchanged();
            }
            else
            {
                await CheckRectifiedAsync(change, text);
                row = row with { Version = row.Version + 1, Revision = row.Revision + 1 };
                await TextStore.AddAsync(change.Sql, id, row.Revision, text, change.Actor.Person.Subject, change.At);
                await CommuniqueStore.RaiseAsync(change.Sql, row);
                change.Audit(
                    "communiques.communique.revised", Subject(id), TextFacts.Of(row.Revision - 1, before), TextFacts.Of(row.Revision, text));
            }

            return new UpdateCommuniqueResponse { Communique = await CommuniqueView.LoadAsync(change.Sql, row, change.At) };
        });
    }

    /// <summary>A rectification can only correct a published communiqué.</summary>
    private static async Task CheckRectifiedAsync(Change change, TextRow text)
    {
        if (text.Rectifies is { } id && await PublicStore.ByIdAsync(change.Sql, change.At, id) is null)
            throw Fault.Precondition(
                CommuniquesReasons.RectifiedNotPublished, "text.rectifies: name a published communiqué; anything else can still be edited.");
    }
}
