using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Settings;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>How many processes of each kind <c>./run</c> was asked for.</summary>
/// <param name="Silos">Processes with grains alone.</param>
/// <param name="Frontends">Processes with sockets alone.</param>
internal sealed record ClusterSize(int Silos, int Frontends)
{
    private const int Max = 20;

    /// <summary>Reads the options; null when neither was given. Who gives one gets one process of the other
    /// kind.</summary>
    /// <exception cref="UnusableSettingsException">They cannot be had.</exception>
    public static ClusterSize? Read(IConfiguration configuration)
    {
        var settings = new SettingsReader(configuration);
        if (settings.Text("silos") is null && settings.Text("frontends") is null)
        {
            return null;
        }

        if (!GrainRuntime.HasClusters)
        {
            settings.Fault("--silos, --frontends: several processes need a build with -p:GrainRuntime=Orleans");
        }

        var size = new ClusterSize(
            settings.Number("silos", 1, min: 1, max: Max), settings.Number("frontends", 1, min: 1, max: Max));
        settings.ThrowIfFaulty();
        return size;
    }
}
