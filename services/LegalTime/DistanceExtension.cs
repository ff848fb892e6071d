namespace OrdreCouncils.LegalTime;

/// <summary>Months that CPC art. 643 and 644 add, by seat of the court and residence of the person; <c>Reason</c> is French, for a notice.</summary>
internal sealed record DistanceExtension(int Months, string Article, string Reason)
{
    private static readonly DistanceExtension None = new(0, "", "");

    /// <exception cref="NotSupportedException">The seat is in New Caledonia or French Polynesia.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The seat is overseas and the residence is an overseas territory that is not named.</exception>
    public static DistanceExtension Of(Territory seat, Residence residence)
    {
        Territories.CheckCounted(seat);
        if (!Enum.IsDefined(residence))
            throw new ArgumentOutOfRangeException(nameof(residence), residence, "Not a residence.");
        return seat is Territory.Metropolitan or Territory.AlsaceMoselle ? FromMetropolitanSeat(residence) : FromOverseasSeat(seat, residence);
    }

    private static DistanceExtension FromMetropolitanSeat(Residence residence) => residence switch
    {
        Residence.Metropolitan => None,
        Residence.Abroad => new(2, "CPC art. 643", "l'intéressé demeurant à l'étranger"),
        _ => new(1, "CPC art. 643", "l'intéressé demeurant outre-mer"),
    };

    private static DistanceExtension FromOverseasSeat(Territory seat, Residence residence)
    {
        if (residence == Residence.Overseas)
        {
            throw new ArgumentOutOfRangeException(
                nameof(residence), residence, $"Name the overseas territory: CPC art. 644 adds nothing for a person who lives where the court sits, {seat}.");
        }

        var away = $"la juridiction ayant son siège {Territories.InFrench(seat)}, où l'intéressé ne demeure pas";
        if (residence == Residence.Abroad)
            return new(2, "CPC art. 644", "l'intéressé demeurant à l'étranger");
        return residence == HomeOf(seat) ? None : new(1, "CPC art. 644", away);
    }

    private static Residence HomeOf(Territory seat) => seat switch
    {
        Territory.Guadeloupe => Residence.Guadeloupe,
        Territory.Martinique => Residence.Martinique,
        Territory.Guyane => Residence.Guyane,
        Territory.LaReunion => Residence.LaReunion,
        Territory.Mayotte => Residence.Mayotte,
        Territory.SaintBarthelemy => Residence.SaintBarthelemy,
        Territory.SaintMartin => Residence.SaintMartin,
        Territory.SaintPierreEtMiquelon => Residence.SaintPierreEtMiquelon,
        Territory.WallisEtFutuna => Residence.WallisEtFutuna,
        _ => throw new ArgumentOutOfRangeException(nameof(seat), seat, "Not a seat of CPC art. 644."),
    };
}
