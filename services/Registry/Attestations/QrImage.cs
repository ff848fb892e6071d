using System.Text;
using OrdreCouncils.ServiceDefaults.Markup;
using QRCoder;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>QR image as SVG: one path, so that it prints sharp; no style, so that the page's security policy needs no exception.</summary>
internal static class QrImage
{
    public static Html Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return Html.Of(
            $"""
            <svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.ModuleMatrix.Count} {code.ModuleMatrix.Count}" role="img" aria-label="Code QR de la page de vérification" shape-rendering="crispEdges">
            <path fill="#fff" d="M0 0h{code.ModuleMatrix.Count}v{code.ModuleMatrix.Count}h-{code.ModuleMatrix.Count}z" />
            <path fill="#000" d="{path.ToString()}" />
            </svg>

            """);
    }
}
