using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Register;

/// <summary>What the rows of a person's qualifications come to.</summary>
internal static class QualificationRules
{
    private const string OrdinalSpecialty = "S";

    /// <summary>
    /// Held ones first, then ended ones, each once. The principal one is the ordinal specialty (TRE_R04 S) that was recorded last among those held, and
    /// of several recorded together the first by code: a later qualification takes the place of the earlier one in practice, and no source of the
    /// register says more.
    /// </summary>
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
            });
    }
}
