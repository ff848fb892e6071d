using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Verification;

/// <summary>An item as it was understood: its date, and what is wrong with it.</summary>
internal sealed record ReadItem(VerificationItem Item, DateOnly On, IReadOnlyList<ItemFault> Faults)
{
    public bool IsGood => Faults.Count == 0;
}

/// <summary>What an item asks, and how names compare.</summary>
internal static class VerificationRules
{
    public const int MostItems = 1000;
    private const int LongestName = 100;

    /// <param name="item">The item; null for a message that brought none.</param>
    /// <param name="today">The date of an item that gives none.</param>
    /// <param name="rppsPolicy">See <see cref="RegistryOptions"/>.</param>
    public static ReadItem Read(VerificationItem? item, DateOnly today, RppsPolicy rppsPolicy)
    {
        item ??= new VerificationItem();
        var violations = new Violations();
        violations.Rpps(item.Rpps, rppsPolicy);
        Name(violations, item.FamilyName, "family_name");
        Name(violations, item.GivenName, "given_name");
        if (item.GivenName.Length > 0 && item.FamilyName.Length == 0)
            violations.Add("family_name", "Write the family name too, or leave out the first names.");
        var on = violations.OptionalDate(item.On, "on") ?? today;
        return new ReadItem(item, on, [.. violations.Found.Select(fault => new ItemFault { Field = fault.Field, Expected = fault.Description })]);
    }

    /// <summary>How the names of an item compare with those of the register.</summary>
    /// <param name="item">The item, found good.</param>
    /// <param name="physician">Whom the register has under its number; null for nobody.</param>
    public static NamesMatch Compare(VerificationItem item, Physician? physician)
    {
        if (item.FamilyName.Length == 0)
            return NamesMatch.NotCompared;
        if (physician is null || NameKey.Of(item.FamilyName) != NameKey.Of(physician.FamilyName))
            return NamesMatch.Different;
        var (given, registered) = (NameKey.Of(item.GivenName), NameKey.Of(physician.GivenName));
        // MARIE is MARIE CLAIRE as many a file keeps her; MAR is not.
        return given.Length == 0 || registered == given || registered.StartsWith(given + " ", StringComparison.Ordinal)
            ? NamesMatch.Same
            : NamesMatch.GivenNameDiffers;
    }

    private static void Name(Violations violations, string name, string field)
    {
        var text = violations.OptionalText(name, field, LongestName);
        if (name.Length > 0 && text.Length <= LongestName)
            violations.Require(NameKey.Of(text).Length > 0, field, "Write at least one letter, or nothing.");
    }
}
