using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Approvals;

/// <summary>Who may approve, and when an approved text becomes public. Embargo and rectification follow press usage: no text of law was found.</summary>
internal static class ApprovalRules
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The instant asked for, rounded up to the microsecond: a store that truncated it would publish early.</summary>
    public static DateTimeOffset ReadEmbargo(Violations violations, Timestamp? asked)
    {
        const string field = "embargo_at";
        const string expected = "Write an instant from 1900 to 2199; the present one publishes at once.";
        if (asked is null || asked.Nanos is < 0 or > 999_999_999
            || asked.Seconds < Earliest.ToUnixTimeSeconds() || asked.Seconds > Latest.ToUnixTimeSeconds())
        {
            violations.Add(field, expected);
            return default;
        }

        return DateTimeOffset.FromUnixTimeSeconds(asked.Seconds).AddTicks((asked.Nanos + 999) / 1000 * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>An embargo in the past is no embargo: the text is public from the approval on.</summary>
    public static DateTimeOffset PublicFrom(DateTimeOffset asked, DateTimeOffset approvedAt) => asked > approvedAt ? asked : approvedAt;

    /// <summary>The approver must not be one of the authors.</summary>
    public static void CheckFourEyes(IReadOnlyList<string> authors, string approver)
    {
        if (authors.Contains(approver, StringComparer.Ordinal))
            throw Fault.FourEyes("You wrote a revision of this communiqué: someone else must approve it.");
    }

    public static CommuniqueStatus StatusAt(DateTimeOffset? embargoAt, DateTimeOffset now) => embargoAt switch
    {
        null => CommuniqueStatus.Draft,
        { } instant => instant <= now ? CommuniqueStatus.Published : CommuniqueStatus.Approved,
    };
}
