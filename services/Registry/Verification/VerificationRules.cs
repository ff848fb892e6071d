using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Verification;

/// <summary>An item as read: its date and its faults.</summary>
internal sealed record ReadItem(VerificationItem Item, DateOnly On, IReadOnlyList<ItemFault> Faults)
{
    public bool IsGood => Faults.Count == 0;
}

internal static class VerificationRules
{
    public const int MostItems = 1000;
    private const int LongestName = 100;

    /// <param name="item">Null for a message without an item.</param>
    /// <param name="today">Date of an item that gives none.</param>
    /// <param name="rppsPolicy">Numbers that this process accepts.</param>
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

    /// <summary>Compares the names of an item with those of the register.</summary>
    /// <param name="item">An item without faults.</param>
    /// <param name="physician">The physician of the number; null when there is none.</param>
    public static NamesMatch Compare(VerificationItem item, Physician? physician)
    {
        if (item.FamilyName.Length == 0)
            return NamesMatch.NotCompared;
        if (physician is null || NameKey.Of(item.FamilyName) != NameKey.Of(physician.FamilyName))
            return NamesMatch.Different;
        var (given, registered) = (NameKey.Of(item.GivenName), NameKey.Of(physician.GivenName));
        // Many files keep MARIE for MARIE CLAIRE; MAR is not the same name.
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
