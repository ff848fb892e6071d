using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Office;

internal static class CommuniqueMap
{
    public static CommuniqueSummary ToSummary(SummaryRow row, DateTimeOffset now) => new()
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

    /// <param name="approval">One that stands.</param>
    /// <param name="digests">Of the files that it covers.</param>
    public static Approval ToProto(ApprovalRow approval, IEnumerable<string> digests) => new()
    {
        ApprovedBy = approval.ApprovedBy,
        ApprovedAt = approval.ApprovedAt.ToTimestamp(),
        EmbargoAt = approval.EmbargoAt.ToTimestamp(),
        Slug = approval.Slug,
        AttachmentSha256 = { digests },
    };

    public static CommuniqueText ToProto(TextRow text)
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
