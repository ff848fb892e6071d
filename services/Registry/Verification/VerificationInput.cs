using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Verification;

internal static class VerificationInput
{
    public const int MostItems = 1000;
    private const int LongestName = 100;

    /// <param name="item">Null for a message without an item.</param>
    /// <param name="today">Date of an item that gives none.</param>
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

    private static void Name(Violations violations, string name, string field)
    {
        var text = violations.OptionalText(name, field, LongestName);
        if (name.Length > 0 && text.Length <= LongestName && violations.Require(VisibleText.IsWhole(text), field, VisibleText.ExpectedWhole))
            violations.Require(NameKey.Of(text).Length > 0, field, "Write at least one letter, or nothing.");
    }
}

/// <summary>An item as read: its date and its faults.</summary>
internal sealed record ReadItem(VerificationItem Item, DateOnly On, IReadOnlyList<ItemFault> Faults)
{
    public bool IsGood => Faults.Count == 0;
}
