using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Duplicates;

internal static class MergeRules
{
    private const int LongestReason = 500;

    public static void DifferentNumbers(
        this Violations violations, string one, string oneField, string other, string otherField, RppsPolicy rppsPolicy)
    {
        violations.Rpps(one, rppsPolicy, oneField);
        if (violations.Rpps(other, rppsPolicy, otherField))
            violations.Require(one != other, otherField, $"Write another number than that of {oneField}.");
    }

    public static string Reason(this Violations violations, string reason) => violations.Lines(reason, "reason", LongestReason);

    /// <summary>FAILED_PRECONDITION when either number is merged, or other numbers are merged into the one to merge: merges make no chains.</summary>
    public static void CheckLinks(MergeLinks links, string kept, string merged)
    {
        foreach (var number in new[] { merged, kept })
        {
            if (links.KeptOf(number) is { } other)
                throw Fault.Precondition(RegistryReasons.Merged, $"{number} is merged into {other}: undo that merge first, or use {other}.");
        }

        if (links.MergedInto(merged).Any())
        {
            throw Fault.Precondition(
                RegistryReasons.KeepsMerges,
                $"{string.Join(", ", links.MergedInto(merged))} is merged into {merged}: keep {merged}, or undo that merge first. Merges make no chains.");
        }
    }

    /// <summary>FAILED_PRECONDITION when only the one to merge is deceased: the merge would hide the death.</summary>
    public static void CheckDeathIsKept(Registration kept, Registration merged)
    {
        if (merged.Status == RegistrationStatus.Deceased && kept.Status != RegistrationStatus.Deceased)
            throw Fault.Precondition(RegistryReasons.Deceased, "The number to merge belongs to a deceased physician: keep that number, or correct the fact.");
    }

    public static Merge ToProto(MergeRow row) => new()
    {
        MergeId = row.Id,
        Kept = row.Kept,
        Merged = row.Merged,
        Reason = row.Reason,
        MergedAt = row.MergedAt.ToTimestamp(),
        MergedBy = row.MergedBy,
        UndoneAt = row.UndoneAt?.ToTimestamp(),
        UndoneBy = row.UndoneBy,
        UndoReason = row.UndoReason,
    };
}
