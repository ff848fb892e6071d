using System.Text;

namespace OrdreCouncils.Tests.Registry;

/// <summary>Builds small files in the directory's layout.</summary>
internal sealed class RegisterFile
{
    public const string Anne = "10123456781";
    public const string Jean = "10999999997";

    private static readonly string[] Columns =
    [
        "Type d'identifiant PP", "Identifiant PP", "Code civilité d'exercice", "Code civilité", "Nom d'exercice", "Prénom d'exercice", "Code profession",
        "Code catégorie professionnelle", "Code type savoir-faire", "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Raison sociale site",
        "Code postal (coord. structure)", "Libellé commune (coord. structure)", "Code Département (structure)",
    ];

    private readonly StringBuilder text = new(string.Join('|', Columns) + "\n");

    /// <summary>Adds a line; the defaults describe a general practitioner in Paris.</summary>
    public RegisterFile Line(
        string rpps = Anne, string family = "ESSAI-MODÈLE", string given = "ANNE", string structure = "CABINET ESSAI", string postalCode = "75011",
        string department = "", string specialty = "SM53", string type = "8", string profession = "10", string category = "C", string title = "DR",
        string mode = "L", string town = "Ville")
    {
        var kind = specialty.Length > 0 ? "S" : "";
        return Raw($"{type}|{rpps}|{title}|MME|{family}|{given}|{profession}|{category}|{kind}|{specialty}|Spécialité {specialty}|{mode}|{structure}|{postalCode}|{town}|{department}");
    }

    public RegisterFile Raw(string line)
    {
        text.Append(line).Append('\n');
        return this;
    }

    public override string ToString() => text.ToString();

    public static implicit operator byte[](RegisterFile file) => Encoding.UTF8.GetBytes(file.ToString());
}
