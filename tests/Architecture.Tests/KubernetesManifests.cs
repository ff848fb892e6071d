using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using OrdreCouncils.Tests.Testing;
using YamlDotNet.RepresentationModel;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The output of <c>kubectl kustomize</c> for a folder of k8s/.</summary>
internal sealed class KubernetesManifests
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Rendered = new();

    private readonly YamlNode[] objects;

    private KubernetesManifests(string folder, string text)
    {
        Folder = folder;
        Text = text;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        objects = [.. stream.Documents.Select(document => document.RootNode)];
    }

    public string Folder { get; }
    public string Text { get; }
    public bool IsProduction => Folder == "overlays/production";
    public IEnumerable<YamlNode> Deployments => Of("Deployment");

    /// <param name="folder">Inside k8s/: <c>base</c>, <c>overlays/dev</c> or <c>overlays/production</c>.</param>
    public static KubernetesManifests Render(string folder) => new(folder, Rendered.GetOrAdd(folder, key => new Lazy<string>(() => Kustomize(key))).Value);

    public KubernetesManifests Edited(Func<string, string> edit)
    {
        var edited = edit(Text);
        Assert.NotEqual(Text, edited);
        return new KubernetesManifests(Folder, edited);
    }

    public IEnumerable<YamlNode> Of(string kind) => objects.Where(node => node.Text("kind") == kind);

    public YamlNode? Find(string kind, string name) => Of(kind).FirstOrDefault(node => node.Text("metadata", "name") == name);

    /// <summary>A container's environment, values of its config maps included. A value from a secret is shown as <c>secret:NAME/KEY</c>.</summary>
    public Dictionary<string, string> Environment(YamlNode container)
    {
        var all = container.Items("envFrom")
            .SelectMany(from => Find("ConfigMap", from.Text("configMapRef", "name")).Map("data"))
            .ToDictionary();
        foreach (var entry in container.Items("env"))
        {
            var (secret, config) = (entry.At("valueFrom", "secretKeyRef"), entry.At("valueFrom", "configMapKeyRef"));
            all[entry.Text("name")] = secret is not null ? $"secret:{secret.Text("name")}/{secret.Text("key")}"
                : config is not null ? Find("ConfigMap", config.Text("name")).Text("data", config.Text("key"))
                : entry.Text("value");
        }

        return all;
    }

    private static string Kustomize(string folder)
    {
        try
        {
            using var kubectl = Process.Start(
                new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Repository.Root, "k8s", folder)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = kubectl.StandardError.ReadToEndAsync();
            var text = kubectl.StandardOutput.ReadToEnd();
            kubectl.WaitForExit();
            return kubectl.ExitCode == 0 ? text : throw new InvalidOperationException($"kubectl kustomize k8s/{folder} failed: {errors.Result}");
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("'kubectl' is missing. ./test.sh installs it (Debian package kubernetes-client).");
        }
    }
}
