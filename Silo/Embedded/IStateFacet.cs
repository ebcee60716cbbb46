namespace OrleansChat.Silo.Embedded;

/// <summary>A state that is read before its grain is activated.</summary>
internal interface IStateFacet
{
    Task ReadStateAsync();
}
