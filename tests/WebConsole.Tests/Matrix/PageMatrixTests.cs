using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.Hosting;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.WebConsole;
using OrdreCouncils.WebConsole.Acts;

namespace OrdreCouncils.Tests.WebConsole.Matrix;

/// <summary>Compares the persons let into each page and act with PageMatrix.txt, which a person read. Everyone else gets 403.</summary>
[Collection(nameof(ConsolePlatform))]
public partial class PageMatrixTests(ConsolePlatform platform)
{
    private const int MostCalls = 3;

    private static readonly (string Short, string Identity, string Affectation)[] Persons =
    [
        ("clerk", "cdom-75", "personnel"), ("president", "cdom-75-president", "personnel"), ("chamber", "chambre-ile-de-france", "personnel"),
        ("national-chamber", "chambre-nationale", "personnel"), ("registrar", "cnom-registre", "personnel"), ("discipline", "cnom-discipline", "personnel"),
        ("press", "cnom-presse", "personnel"), ("auditor", "cnom-audit", "personnel"), ("physician", "", "medecin"), ("respondent", "", "mon-dossier"),
    ];

    [Fact]
    public async Task EveryPageAndAct_OpensToThoseOfTheListOnly()
    {
        var physician = await platform.PhysicianAsync("75");
        var found = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, identity, affectation) in Persons)
        {
            using var browser = await platform.BrowserAsync(identity.Length > 0 ? identity : $"medecin-{physician.Rpps}", affectation);
            foreach (var address in Addresses())
            {
                var opened = found.TryGetValue(address, out var known) ? known : found[address] = [];
                await browser.GetAsync(new Uri(browser.Console, Filled(address, physician.Rpps)).ToString());
                Assert.True(
                    browser.Status is HttpStatusCode.OK or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, browser.Described);
                Assert.True(Calls(browser) <= MostCalls, $"{Calls(browser)} calls: {browser.Described}");
                if (browser.Status != HttpStatusCode.Forbidden)
                    opened.Add(name);
            }
        }

        GeneratedFile.Check(
            "tests/WebConsole.Tests/Matrix/PageMatrix.txt", string.Concat(found.Select(line => $"{line.Key}: {string.Join(' ', line.Value)}\n")));
    }

    [Fact]
    public async Task Nobody_OpensNothingButThePublicPages()
    {
        using var browser = platform.Browser();
        var open = new List<string>();
        foreach (var address in Addresses())
        {
            await browser.GetAsync(new Uri(browser.Console, Filled(address, "10000000000")).ToString());
            if (browser.Heading != "Se connecter")
                open.Add(address);
        }

        Assert.Equal(["/", "/accessibilite", "/connexion/echec", "/connexion/fin"], open.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Addresses()
    {
        var pages = typeof(WebConsoleHost).Assembly.GetCustomAttributes(typeof(RazorCompiledItemAttribute), inherit: false).Cast<RazorCompiledItemAttribute>()
            .SelectMany(item => item.Type.GetCustomAttributes(typeof(RazorCompiledItemMetadataAttribute), inherit: false).Cast<RazorCompiledItemMetadataAttribute>())
            .Where(metadata => metadata.Key == "RouteTemplate").Select(metadata => metadata.Value)
            .Where(route => !route.StartsWith("/actes/", StringComparison.Ordinal) && !route.StartsWith("/erreur", StringComparison.Ordinal)).ToList();
        Assert.Contains("/file", pages);
        return pages.Concat(ActCatalogue.Types.Select(type => $"/actes/{NameOf(type)}/{{id}}"));
    }

    private static int Calls(WebBrowser browser) => browser.Answer.Headers.TryGetValues("Server-Timing", out var timing)
        ? int.Parse(timing.Single()["calls;dur=".Length..], System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    // Reading the name needs no client.
    private static string NameOf(Type act) => ((Act)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(act)).Name;

    private static string Filled(string address, string rpps) =>
        Parameter().Replace(address, match => match.Value is "{rpps}" ? rpps : "0199a000-0000-7000-8000-000000000001");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
