using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Register;

/// <summary>The day from which an absent number tells something: the day on which the first import of the national file was completed. Before it, the register
/// has no record of most physicians.</summary>
internal sealed class RegisterStart(Database database)
{
    // A completed import stays completed, so the day is read until it is found and never again. 0 is no day of any import.
    private int dayNumber;

    private DateOnly? Found => Volatile.Read(ref dayNumber) is > 0 and var number ? DateOnly.FromDayNumber(number) : null;

    /// <summary>First day for which the absence of a registration is known; null when there is none yet.</summary>
    /// <param name="entry">Null when no physician has the number.</param>
    /// <param name="isStale">The store is away, so only what this process knows already is used.</param>
    public async ValueTask<DateOnly?> KnownSinceAsync(RegisterEntry? entry, bool isStale, CancellationToken cancellation) =>
        KnownSince(entry, !NeedsStart(entry) || isStale ? Found : await FindAsync(cancellation));

    /// <summary>The same for a physician of whom the file alone tells, without a conversion: the most frequent call. Null for any other.</summary>
    public static Date? OfPlain(RegisterEntry? entry) => entry is { Facts.Count: 0, Restrictions.Count: 0 } ? entry.RegisteredSince : null;

    /// <summary>By the register as it was known at an instant.</summary>
    public async Task<DateOnly?> KnownSinceAsync(RegisterEntry? entry, DateTimeOffset knownAt, CancellationToken cancellation) =>
        KnownSince(entry, NeedsStart(entry) ? await FirstImportAsync(knownAt, cancellation) : null);

    /// <summary>The file tells that a physician is registered, not since when: whether earlier days had the registration is unknown. An entry by decision of a
    /// council has its day, so the days before it are known as far back as absent numbers are.</summary>
    public static DateOnly? KnownSince(RegisterEntry? entry, DateOnly? start)
    {
        if (entry is null)
            return start;
        if (EnteredOn(entry) is not { } entered)
            return entry.RegisteredSince.Day();
        return start < entered ? start : entered;
    }

    private static bool NeedsStart(RegisterEntry? entry) => entry is null || EnteredOn(entry) is not null;

    private static DateOnly? EnteredOn(RegisterEntry entry) =>
        Standing.StepsOf(entry).FirstOrDefault() is { Fact.Kind: FactKind.Entered, Day: var day } ? day : null;

    private async ValueTask<DateOnly?> FindAsync(CancellationToken cancellation)
    {
        if (Found is { } known)
            return known;
        var found = await FirstImportAsync(DateTimeOffset.MaxValue, cancellation);
        if (found is { } day)
            Volatile.Write(ref dayNumber, day.DayNumber);
        return found;
    }

    private async Task<DateOnly?> FirstImportAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var finished = await database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<DateTimeOffset?>(
                "select finished_at from register_imports where finished_at is not null order by finished_at limit 1"), cancellation);
        return finished <= until ? LegalDay.Of(finished.Value) : null;
    }
}
