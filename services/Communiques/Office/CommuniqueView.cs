using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Attachments;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Office;

/// <summary>A communiqué as the press office sees it, composed from its facts.</summary>
internal static class CommuniqueView
{
    public static async Task<Communique> LoadAsync(SqlSession sql, CommuniqueRow row, DateTimeOffset now)
    {
        var text = await TextStore.GetAsync(sql, row.Id, row.Revision);
        var approval = await ApprovalStore.StandingAsync(sql, row.Id);
        var communique = new Communique
        {
            Id = row.Id,
            Status = ApprovalRules.StatusAt(approval?.EmbargoAt, now),
            Text = CommuniqueMap.ToProto(text),
            Revision = row.Revision,
            Etag = Etag.Of(row.Version),
            DraftedAt = row.DraftedAt.ToTimestamp(),
            RevisedAt = (await TextStore.WrittenAtAsync(sql, row.Id, row.Revision)).ToTimestamp(),
            Approval = approval is null ? null : CommuniqueMap.ToProto(approval, await AttachmentStore.ApprovedDigestsAsync(sql, approval.Id)),
        };
        communique.Authors.AddRange(await AuthorsAsync(sql, row.Id));
        communique.Attachments.AddRange((await AttachmentStore.OfAsync(sql, row.Id)).Select(AttachmentMap.ToProto));
        communique.RectifiedBy.AddRange((await PublicStore.RectificationsOfAsync(sql, now, row.Id)).Select(link => link.Id));
        return communique;
    }

    /// <summary>Everyone whose work an approval would cover: authors of the text, then persons who changed its files.</summary>
    public static async Task<IReadOnlyList<string>> AuthorsAsync(SqlSession sql, string id) =>
        [.. (await TextStore.AuthorsAsync(sql, id)).Union(await AttachmentStore.AuthorsAsync(sql, id), StringComparer.Ordinal)];
}
