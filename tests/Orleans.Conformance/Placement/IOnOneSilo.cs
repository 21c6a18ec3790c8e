namespace Orleans.Conformance.Placement;

public interface IOnOneSilo : IWhere;
