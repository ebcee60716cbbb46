using System.Diagnostics.Metrics;
using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>Numbers of the runtime. Calls are counted by the activations and summed up when somebody asks.</summary>
internal sealed class GrainMeter
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "OrleansChat.Grains";

    private const string Label = "grain";
    private readonly Counter<long> _activated;
    private readonly Counter<long> _deactivated;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _timeouts;

    public GrainMeter(IMeterFactory meters, GrainModel model)
    {
        var meter = meters.Create(MeterName);
        _activated = meter.CreateCounter<long>("grains.activated", description: "Activations begun");
        _deactivated = meter.CreateCounter<long>("grains.deactivated", description: "Activations ended");
        _rejected = meter.CreateCounter<long>("grains.calls.rejected", description: "Calls refused by a full mailbox");
        _timeouts = meter.CreateCounter<long>("grains.calls.timeouts", description: "Calls not answered in time");
        meter.CreateObservableGauge(
            "grains.activations",
            () => model.Classes.Select(one => Measure(one, one.Activations.Count)),
            description: "Activations in memory");
        meter.CreateObservableCounter(
            "grains.calls",
            () => model.Classes.Select(one => Measure(one, one.Calls)),
            description: "Requests begun, timer ticks included");
    }

    public void CountActivated(GrainType type) => Count(_activated, type);

    public void CountDeactivated(GrainType type) => Count(_deactivated, type);

    public void CountRejected() => _rejected.Add(1);

    public void CountTimeouts(int calls) => _timeouts.Add(calls);

    private static Measurement<long> Measure(GrainClass grainClass, long value) =>
        new(value, KeyValuePair.Create(Label, (object?)grainClass.GrainType.Value));

    private static void Count(Counter<long> counter, GrainType type)
    {
        if (counter.Enabled)
        {
            counter.Add(1, KeyValuePair.Create(Label, (object?)type.Value));
        }
    }
}
