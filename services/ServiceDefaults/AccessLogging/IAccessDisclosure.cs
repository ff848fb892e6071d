using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>Says from when on the accesses to a record are not yet shown to the person concerned. Auditors see them at once.</summary>
public interface IAccessDisclosure
{
    /// <summary>Null when every access may be shown.</summary>
    Task<DateTimeOffset?> HiddenFromAsync(SqlSession sql, string record);

    /// <summary>The earliest such instant of any record, from which on accesses are not deleted; null when every access may be shown.</summary>
    Task<DateTimeOffset?> OldestHiddenAsync(SqlSession sql);
}
