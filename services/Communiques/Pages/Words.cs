using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;

namespace OrdreCouncils.Communiques.Pages;

internal static class Words
{
    public const string Publisher = TextRow.Order;

    public static string Of(CommuniqueKind kind) => kind switch
    {
        CommuniqueKind.PressRelease => "Communiqué de presse",
        CommuniqueKind.JointStatement => "Communiqué commun",
        CommuniqueKind.Position => "Prise de position",
        CommuniqueKind.Brief => "Brève",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
