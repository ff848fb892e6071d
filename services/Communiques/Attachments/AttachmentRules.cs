using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Attachments;

/// <summary>The files of a draft change; those of an approval never do.</summary>
internal static class AttachmentRules
{
    public const int Most = 10;

    public static void CheckDraft(ApprovalRow? standing)
    {
        if (standing is not null)
        {
            throw Fault.Precondition(
                Reasons.WrongState, "It is approved. Withdraw the approval before its embargo instant, or rectify it once it is published.");
        }
    }

    public static void CheckAdds(ApprovalRow? standing, IReadOnlyList<AttachmentRow> present)
    {
        CheckDraft(standing);
        if (present.Count >= Most)
            throw Fault.Precondition(CommuniquesReasons.AttachmentLimit, $"It has {Most} files, which is the limit. Remove one, or join files.");
    }

    /// <summary>The approver names the digest of each file: the approval covers these bytes and no others.</summary>
    public static void CheckNamed(IReadOnlyList<AttachmentRow> present, IEnumerable<string> named)
    {
        if (!present.Select(row => row.Sha256).Order(StringComparer.Ordinal).SequenceEqual(named.Order(StringComparer.Ordinal)))
        {
            throw Fault.Invalid(
                "attachment_sha256",
                $"Name the SHA-256 digest of each of the {present.Count} files of this version, as computed from the bytes that you opened, and no other.");
        }
    }
}
