using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>Makes a reference to one grain. Emitted, one per grain interface.</summary>
internal delegate GrainReference ReferenceMaker(Catalog catalog, GrainInterface contract, string key);
