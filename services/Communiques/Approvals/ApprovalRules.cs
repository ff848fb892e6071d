using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Approvals;

/// <summary>Who may approve, and when an approved text becomes public. Embargo and rectification follow press usage: no text of law was found.</summary>
internal static class ApprovalRules
{
    /// <summary>An embargo in the past is no embargo: the text is public from the approval on.</summary>
    public static DateTimeOffset PublicFrom(DateTimeOffset asked, DateTimeOffset approvedAt) => asked > approvedAt ? asked : approvedAt;

    public static void CheckFourEyes(IReadOnlyList<string> authors, string approver)
    {
        if (authors.Contains(approver, StringComparer.Ordinal))
            throw Fault.FourEyes("You wrote a revision of this communiqué, or changed its files: someone else must approve it.");
    }

    public static CommuniqueStatus StatusAt(DateTimeOffset? embargoAt, DateTimeOffset now) => embargoAt switch
    {
        null => CommuniqueStatus.Draft,
        { } instant => instant <= now ? CommuniqueStatus.Published : CommuniqueStatus.Approved,
    };
}
