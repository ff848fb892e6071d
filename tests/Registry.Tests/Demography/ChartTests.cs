using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Demography;
using OrdreCouncils.Registry.Demography.Charts;
using OrdreCouncils.ServiceDefaults.Drawing;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Demography;

/// <summary>Texts and bar lengths of the charts, read from the SVG as XML.</summary>
public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory, Engines]
    public async Task Pyramid_OfTheRegister_HasBarsAsLongAsItsNumbers(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 9))
            file.Person(NumberedFile.Rpps(number), number < 6 ? "MME" : "M", "75", "SM53", "L");
        await app.ImportAsync(file);
        foreach (var number in Enumerable.Range(0, 8))
            await app.BornAsync(NumberedFile.Rpps(number), new DateOnly(number % 2 == 0 ? 1980 : 1950, 1, 1));

        var drawn = await (await app.DemographyAsync()).DrawDemographyAsync(new DrawDemographyRequest { Chart = DemographyChart.AgePyramid });

        var bars = Bars(drawn.Svg);
        // Eight physicians in two birth years: three women and one man in each; the ninth has no birth date.
        Assert.Equal(
            ["Hommes, 45 à 49 ans : 1", "Femmes, 45 à 49 ans : 3", "Hommes, 75 ans et plus : 1", "Femmes, 75 ans et plus : 3"],
            bars.Select(bar => bar.Says));
        Assert.Equal([AgePyramid.Longest / 3, AgePyramid.Longest, AgePyramid.Longest / 3, AgePyramid.Longest], bars.Select(bar => bar.Width), Close);
        // The middle gap of the pyramid is between x = 340 and x = 460: bars of men end at its left side, bars of women begin at its right.
        Assert.Equal(340, bars[0].X + bars[0].Width, 1);
        Assert.Equal(460, bars[1].X, 1);
        Assert.True(bars[2].Y < bars[0].Y, "the oldest are on top");
        Assert.Contains("dont 1 d’âge inconnu", drawn.Svg, StringComparison.Ordinal);
        Assert.Equal(9, drawn.Counts.Total);
    }

    [Fact]
    public void Bars_AreRankedEscapedAndAsLongAsTheirNumbers()
    {
        var counts = Counts(("SM01", "Chirurgie <b>\"&\u0001", 3), ("SM02", "Cardiologie", 12), ("SM03", "Allergologie", 6));

        var svg = RankedBars.Draw(counts);

        var bars = Bars(svg);
        Assert.Equal(["Cardiologie : 12", "Allergologie : 6", "Chirurgie <b>\"& : 3"], bars.Select(bar => bar.Says));
        Assert.Equal([RankedBars.Longest, RankedBars.Longest / 2, RankedBars.Longest / 4], bars.Select(bar => bar.Width), Close);
        Assert.Equal(svg, RankedBars.Draw(counts));
    }

    [Fact]
    public void Bars_MoreThanCanBeRead_AreCountedInANote()
    {
        var counts = Counts([.. Enumerable.Range(0, 41).Select(number => ($"C{number:00}", $"conseil {number}", (long)(number + 1)))]);

        var svg = RankedBars.Draw(counts);

        Assert.Equal(RankedBars.MostBars, Bars(svg).Count);
        Assert.Contains("11 autres lignes", svg, StringComparison.Ordinal);
        Assert.Contains("conseil 40", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("conseil 10 ", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_OfNobody_AreDrawnAllTheSame()
    {
        Assert.Empty(Bars(RankedBars.Draw(Counts())));
        var nobody = new CountPhysiciansResponse
        {
            On = RegistryApp.Date(2026, 3, 15), RoundedTo = 1, Unknowns = { new DemographyUnknown(), new DemographyUnknown() },
        };
        Assert.Empty(Bars(AgePyramid.Draw(nobody)));
    }

    [Fact]
    public void Bars_Suppressed_SayNoNumber()
    {
        var counts = Counts(("SM01", "Chirurgie", 10), ("SM02", "Cardiologie", 0));
        counts.RoundedTo = Disclosure.Threshold;
        counts.Cells[1].Suppressed = true;

        var svg = RankedBars.Draw(counts);

        Assert.Equal(["Chirurgie : 10", "Cardiologie : moins de 5"], Bars(svg).Select(bar => bar.Says));
        Assert.Equal(0, Bars(svg)[1].Width);
        Assert.Contains("effectifs inférieurs à 5 non montrés", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_CanBeReadByEverybody()
    {
        var root = XDocument.Parse(RankedBars.Draw(Counts(("SM01", "Chirurgie", 341_000)))).Root!;

        Assert.Equal(("img", "title description", "fr"), (root.Attribute("role")!.Value, root.Attribute("aria-labelledby")!.Value, root.Attribute("lang")!.Value));
        Assert.Equal("Médecins inscrits par spécialité, dimanche 15 mars 2026", root.Element(Svg + "title")!.Value);
        Assert.Contains("341\u202f000 médecins", root.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Equal(["title", "description"], root.Elements().Where(element => element.Attribute("id") is not null).Select(element => element.Attribute("id")!.Value));
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, new[] { "svg", "title", "desc", "rect", "text" }));
        Assert.All(root.Descendants(), element => Assert.DoesNotContain(element.Attributes(), attribute =>
            attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "href" or "style"));
        var colours = root.Descendants().Where(element => element.Name == Svg + "text" || element.Attribute("class") is not null).Select(element => element.Attribute("fill")!.Value).Distinct().ToList();
        Assert.NotEmpty(colours);
        Assert.All(colours.Append(SvgDrawing.Orange), colour => Assert.True(ContrastWithWhite(colour) >= 4.5, colour));
    }

    [Fact]
    public void Charts_OfTheSameCounts_HaveTheSameBytes()
    {
        var bars = Counts(
        [
            .. Enumerable.Range(0, 35).Select(number => ($"C{number:00}", $"conseil {number} de grande longueur, plus que la place", (long)(number * 37))),
        ]);
        var pyramid = new CountPhysiciansResponse
        {
            On = RegistryApp.Date(2026, 3, 15), Total = 40, RoundedTo = 5, Unknowns = { new DemographyUnknown { Count = 5 }, new DemographyUnknown() },
        };
        (string, string, long)[] cells = [("-30", "M", 10), ("-30", "F", 15), ("45-49", "F", 0), ("75+", "M", 5), ("", "F", 5), ("45-49", "", 5)];
        foreach (var (age, sex, count) in cells)
        {
            pyramid.Cells.Add(new DemographyCell
            {
                Count = count, Suppressed = count == 0,
                Keys =
                {
                    new DemographyKey { Dimension = DemographyDimension.AgeBand, Code = age },
                    new DemographyKey { Dimension = DemographyDimension.Sex, Code = sex },
                },
            });
        }

        // A chart that was archived can be compared byte by byte with one drawn again.
        Assert.Equal("7db5f15c2bcc7d57", Digest(RankedBars.Draw(bars)));
        Assert.Equal("2003a437e620fc7e", Digest(AgePyramid.Draw(pyramid)));

        static string Digest(string svg) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..16];
    }

    private static CountPhysiciansResponse Counts(params (string Code, string Label, long Count)[] cells)
    {
        var counts = new CountPhysiciansResponse
        {
            On = RegistryApp.Date(2026, 3, 15),
            Total = cells.Sum(cell => cell.Count),
            RoundedTo = 1,
            Unknowns = { new DemographyUnknown { Dimension = DemographyDimension.Specialty } },
        };
        counts.Cells.AddRange(cells.Select(cell => new DemographyCell
        {
            Count = cell.Count, Keys = { new DemographyKey { Dimension = DemographyDimension.Specialty, Code = cell.Code, Label = cell.Label } },
        }));
        return counts;
    }

    private static List<(double X, double Y, double Width, string Says)> Bars(string svg) =>
    [
        .. XDocument.Parse(svg).Descendants(Svg + "rect").Where(bar => bar.Attribute("class")?.Value == "bar").Select(bar =>
            (Number(bar, "x"), Number(bar, "y"), Number(bar, "width"), bar.Element(Svg + "title")!.Value)),
    ];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static bool Close(double one, double other) => Math.Abs(one - other) < 0.01;

    /// <summary>Contrast ratio by the relative luminance of WCAG 2.1.</summary>
    private static double ContrastWithWhite(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 1.05 / ((0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]) + 0.05);
    }
}
