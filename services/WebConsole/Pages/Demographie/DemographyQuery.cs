using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A chart that the address of the page and that of its picture ask for alike.</summary>
/// <param name="Chart">Code of the chart, see <see cref="Charts"/>.</param>
/// <param name="Council">Department code; empty for all.</param>
internal sealed record DemographyQuery(string Chart, string Council)
{
    private const string Pyramid = "pyramide";

    public static readonly IReadOnlyList<(string Code, string Label, DemographyDimension Dimension)> Charts =
    [
        (Pyramid, "Pyramide des âges", DemographyDimension.Unspecified), ("conseils", "Par conseil", DemographyDimension.Council),
        ("specialites", "Par spécialité", DemographyDimension.Specialty), ("modes", "Par mode d’exercice", DemographyDimension.Mode),
    ];

    public string Label => Charts.First(chart => chart.Code == Chart).Label;

    public bool IsKnownCouncil => Council.Length == 0 || CouncilCode.Exists(Council);

    public string Parameters => $"graphique={Chart}&conseil={Uri.EscapeDataString(Council)}";

    public static DemographyQuery Of(string? chart, string? council) =>
        new(Charts.Any(known => known.Code == chart) ? chart! : Pyramid, council?.Trim() ?? "");

    public DrawDemographyRequest ToRequest() => new()
    {
        Chart = Chart == Pyramid ? DemographyChart.AgePyramid : DemographyChart.RankedBars,
        Dimension = Charts.First(chart => chart.Code == Chart).Dimension,
        Filter = new DemographyFilter { Council = Council },
    };
}
