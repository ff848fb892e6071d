using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Transfers;

internal sealed record TransferRequestRow
{
    public string Id { get; init; } = "";
    public string CaseId { get; init; } = "";
    public TransferGround Ground { get; init; }

    /// <summary>Unspecified when the president of the chamber sends the file.</summary>
    public CaseParty Party { get; init; }
    public string Chamber { get; init; } = "";
    public DateOnly AskedOn { get; init; }

    /// <summary>Number of the transfer that answers it; null while none does.</summary>
    public int? AnsweredBy { get; init; }
}

internal sealed record TransferRow
{
    public string CaseId { get; init; } = "";
    public int Number { get; init; }
    public TransferGround Ground { get; init; }
    public string? RequestId { get; init; }
    public string FromChamber { get; init; } = "";
    public string ToChamber { get; init; } = "";
    public DateOnly OrderedOn { get; init; }

    // Registration by the chamber that loses the case.
    public int? FromYear { get; init; }
    public int? FromNumber { get; init; }
    public DateOnly? FromRegisteredOn { get; init; }

    /// <summary>Appointed by the chambers that had the case until then.</summary>
    public int Rapporteurs { get; init; }
}

/// <summary>The person whose case it is.</summary>
internal sealed record TransferredCase
{
    public string Rpps { get; init; } = "";
    public string RespondentName { get; init; } = "";
}
