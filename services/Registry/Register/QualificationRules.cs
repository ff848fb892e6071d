using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Register;

internal static class QualificationRules
{
    private const string OrdinalSpecialty = "S";

    /// <summary>Each qualification once, held before ended. The principal one is the held ordinal specialty (TRE_R04 S) recorded last, the first by code of
    /// several recorded together: in practice a later specialty replaces the earlier one, and no source of the register names the principal one.</summary>
    public static IEnumerable<EntryQualification> Of(IEnumerable<QualificationRow> rows, AsOf asOf)
    {
        var latest = rows.Where(row => asOf.IsRecorded(row.RecordedIn))
            .GroupBy(row => (row.Kind, row.Code))
            .Select(group => group.OrderBy(row => row.Holds(asOf)).ThenBy(row => row.RecordedIn).Last())
            .ToList();
        var principal = latest.Where(row => row.Kind == OrdinalSpecialty && row.Holds(asOf))
            .OrderByDescending(row => row.RecordedIn).ThenBy(row => row.Code, StringComparer.Ordinal).FirstOrDefault();
        return latest.OrderBy(row => !row.Holds(asOf)).ThenBy(row => row != principal)
            .ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Code, StringComparer.Ordinal)
            .Select(row => new EntryQualification
            {
                Kind = row.Kind,
                Code = row.Code,
                Label = row.Label,
                EndedOn = row.Holds(asOf) ? null : row.ValidTo?.ToProto(),
                Principal = row == principal,
                RecognisedOn = row.RecognisedAsOf(asOf)?.ToProto(),
            });
    }
}
