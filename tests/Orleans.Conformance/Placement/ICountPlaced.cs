namespace Orleans.Conformance.Placement;

public interface ICountPlaced : IWhere;
