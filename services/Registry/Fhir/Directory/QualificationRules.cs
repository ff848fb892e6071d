namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>What the rows of a person's qualifications come to.</summary>
internal static class QualificationRules
{
    private const string OrdinalSpecialty = "S";

    /// <summary>
    /// Held ones first, then ended ones, each once. The principal one is the ordinal specialty (TRE_R04 S) that was recorded last among those held, and
    /// of several recorded together the first by code: a later qualification takes the place of the earlier one in practice, and no source of the
    /// register says more.
    /// </summary>
    public static List<HeldQualification> Of(IEnumerable<QualificationRow> rows, Walk walk)
    {
        var latest = rows.Where(row => row.RecordedIn <= walk.Revision)
            .GroupBy(row => (row.Kind, row.Code))
            .Select(group => group.OrderBy(row => walk.Holds(row.RecordedIn, row.EndedIn)).ThenBy(row => row.RecordedIn).Last())
            .ToList();
        var principal = latest.Where(row => row.Kind == OrdinalSpecialty && walk.Holds(row.RecordedIn, row.EndedIn))
            .OrderByDescending(row => row.RecordedIn).ThenBy(row => row.Code, StringComparer.Ordinal).FirstOrDefault();
        return
        [
            .. latest.OrderBy(row => !walk.Holds(row.RecordedIn, row.EndedIn)).ThenBy(row => row != principal)
                .ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Code, StringComparer.Ordinal)
                .Select(row => new HeldQualification(
                    row.Kind, row.Code, row.Label, walk.Holds(row.RecordedIn, row.EndedIn) ? null : row.ValidTo, row == principal)),
        ];
    }
}
