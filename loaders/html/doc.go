// Package html decodes web pages: the main text is found by readability,
// menus, banners and footers are dropped, and title, author, date, canonical
// URL, language and site are taken from the page's metadata.
package html
