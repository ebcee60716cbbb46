namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Set on each connection: which listener it came in through. Routes answer on their own listener
/// only.</summary>
internal sealed record ListenerFeature(ListenerOptions Listener);
