using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
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
            Text = ToProto(text),
            Revision = row.Revision,
            Etag = Etag.Of(row.Version),
            DraftedAt = row.DraftedAt.ToTimestamp(),
            RevisedAt = (await TextStore.WrittenAtAsync(sql, row.Id, row.Revision)).ToTimestamp(),
            Approval = approval is null ? null : ToProto(approval),
        };
        communique.Authors.AddRange(await TextStore.AuthorsAsync(sql, row.Id));
        communique.RectifiedBy.AddRange((await PublicStore.RectificationsOfAsync(sql, now, row.Id)).Select(link => link.Id));
        return communique;
    }

    public static CommuniqueSummary Summary(SummaryRow row, DateTimeOffset now) => new()
    {
        Id = row.Id,
        Status = ApprovalRules.StatusAt(row.EmbargoAt, now),
        Kind = row.Kind,
        Title = row.Title,
        DatedOn = row.DatedOn.ToProto(),
        Etag = Etag.Of(row.Version),
        Rectifies = row.Rectifies ?? "",
        Approval = row.EmbargoAt is not { } embargoAt ? null : new Approval
        {
            ApprovedBy = row.ApprovedBy,
            ApprovedAt = row.ApprovedAt!.Value.ToTimestamp(),
            EmbargoAt = embargoAt.ToTimestamp(),
            Slug = row.Slug,
        },
    };

    private static Approval ToProto(ApprovalRow approval) => new()
    {
        ApprovedBy = approval.ApprovedBy,
        ApprovedAt = approval.ApprovedAt.ToTimestamp(),
        EmbargoAt = approval.EmbargoAt.ToTimestamp(),
        Slug = approval.Slug,
    };

    private static CommuniqueText ToProto(TextRow text)
    {
        var message = new CommuniqueText
        {
            Kind = text.Kind,
            Title = text.Title,
            Place = text.Place,
            DatedOn = text.DatedOn.ToProto(),
            Body = text.Body,
            Contact = new PressContact { Name = text.ContactName, Phone = text.ContactPhone, Email = text.ContactEmail },
            Rectifies = text.Rectifies ?? "",
        };
        message.CoSignatories.AddRange(text.CoSignatoryNames);
        return message;
    }
}
