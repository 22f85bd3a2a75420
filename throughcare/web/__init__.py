"""How pages are made and sent: addresses, the gate, looks, forms and the frame around a page."""
