using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What the HTTP calls of the protocol have in common.</summary>
internal sealed record ImWorld(
    IClusterClient Grains,
    GrainRetries Retries,
    NodeFanout Fanout,
    ImReservations Reservations,
    ImOptions Options,
    GatewayOptions Gateway,
    ImCodecs Codecs,
    TimeProvider Clock);
